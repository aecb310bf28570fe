//! Amounts without a tier or with two, tiers without an amount, steps that nobody could finish.

use super::{GOOD, expect, policy};

#[test]
fn gaps() {
    expect(
        &[("from = 5000\n", "from = 6000\n")],
        &[
            "tier_gap p.toml:21:8 (approval.tiers[1].from): found no tier for amounts between `5000` and `6000`, expected `5000`, where `small` ends",
        ],
    );
    expect(
        &[("from = 0\n", "from = 0.01\n")],
        &[
            "tier_gap p.toml:15:8 (approval.tiers[0].from): found no tier for amounts below `0.01`, expected `0` for the first tier",
        ],
    );
    expect(
        &[("from = 80000.5\n", "from = 80000.5\nto = 1000000\n")],
        &[
            "tier_gap p.toml:28:6 (approval.tiers[2].to): found no tier for amounts above `1000000`, expected a last tier that has no end; remove `to`, or add a tier",
        ],
    );
}

#[test]
fn overlaps() {
    expect(
        &[("from = 5000\n", "from = 4999.999999\n")],
        &[
            "tier_overlap p.toml:21:8 (approval.tiers[1].from): found two tiers for amounts between `4999.999999` and `5000`, expected `5000`, where `small` ends",
        ],
    );
    expect(
        &[("to = 80000.5\n", "")],
        &[
            "tier_overlap p.toml:19:1 (approval.tiers[1].to): found no end of `middle`, although another tier follows, expected where the next tier begins; write `to = 80000.5`",
        ],
    );
    // Tiers that stand in the wrong order begin before the one before them ends.
    expect(
        &[
            ("from = 5000\nto = 80000.5", "from = 80000.5\nto = 90000"),
            ("from = 80000.5\nsteps", "from = 5000\nsteps"),
        ],
        &[
            "tier_gap p.toml:21:8 (approval.tiers[1].from): found no tier for amounts between `5000` and `80000.5`, expected `5000`, where `small` ends",
            "tier_overlap p.toml:27:8 (approval.tiers[2].from): found two tiers for amounts between `5000` and `90000`, expected `90000`, where `middle` ends",
        ],
    );
}

#[test]
fn tiers_no_amount_belongs_to() {
    expect(
        &[("to = 80000.5\n", "to = 5000\n")],
        &[
            "tier_unreachable p.toml:22:6 (approval.tiers[1].to): found no amount from `5000` to `5000`, expected an end above 5000; move the end up, or remove the tier",
        ],
    );
    expect(
        &[("to = 80000.5\n", "to = 800\n")],
        &[
            "tier_unreachable p.toml:22:6 (approval.tiers[1].to): found no amount from `5000` to `800`, expected an end above 5000; move the end up, or remove the tier",
        ],
    );
    // The smallest amount is 0.000001: from 0, excluded, up to it, excluded too, there is none.
    let smallest = [("to = 5000\n", "to = 0.000001\n"), ("from = 5000\n", "from = 0.000001\n")];
    let of_none = "tier_unreachable p.toml:16:6 (approval.tiers[0].to): found no amount from `0` to `0.000001`, expected an end above 0.000001; move the end up, or remove the tier";
    expect(&smallest, &[of_none]);
    let with = |boundary| [smallest[0], smallest[1], ("boundary = \"higher\"", boundary)];
    expect(&with("boundary = \"lower\""), &[]);
    expect(&with("boundary = \"reject\""), &[of_none]);
    // Where neither end belongs to a tier, two ends next to one another leave nothing between.
    let narrow = [("to = 80000.5\n", "to = 5000.000001\n"), ("from = 80000.5\n", "from = 5000.000001\n")];
    expect(&narrow, &[]);
    expect(
        &[narrow[0], narrow[1], ("boundary = \"higher\"", "boundary = \"reject\"")],
        &[
            "tier_unreachable p.toml:22:6 (approval.tiers[1].to): found no amount from `5000` to `5000.000001`, expected an end above 5000.000001; move the end up, or remove the tier",
        ],
    );
}

/// The three rules for edges, and tiers of any number and names.
#[test]
fn boundaries_and_numbers_of_tiers() {
    for boundary in ["higher", "lower", "reject"] {
        expect(&[("boundary = \"higher\"", &format!("boundary = \"{boundary}\""))], &[]);
    }
    let tier = |n: usize, to: &str| {
        format!(
            "{{ name = \"第{n}档\", from = {n}, {to}steps = [{{ act = \"approve\", role = \"boss\" }}] }}, "
        )
    };
    let tiers: String = (0..254).map(|n| tier(n, &format!("to = {}, ", n + 1))).collect();
    let of_255 = format!("[approval]\nroles = [\"boss\"]\ntiers = [{tiers}{}]\n", tier(254, ""));
    assert_eq!(policy(&of_255).unwrap().approval().unwrap().tiers.len(), 255);
    let of_256 = of_255
        .replace("from = 254, ", "from = 254, to = 255, ")
        .replace("}, ]\n", &format!("}}, {}]\n", tier(255, "")));
    assert_eq!(
        policy(&of_256).unwrap_err(),
        ["out_of_range p.toml:3:9 (approval.tiers): found 256 tiers, expected 1 to 255 tiers"]
    );
    assert_eq!(
        policy("[approval]\nroles = [\"boss\"]\ntiers = []\n").unwrap_err(),
        ["out_of_range p.toml:3:9 (approval.tiers): found no tier, expected 1 to 255 tiers"]
    );
    expect(
        &[("name = \"large\"", "name = \"small\"")],
        &[
            "unknown_code p.toml:7:22 (approval.no_amount.tier): found `large`, expected one of `small`, `middle`, `small`",
            "duplicate p.toml:26:8 (approval.tiers[2].name): found `small`, expected every name once; rename or remove one of the two",
        ],
    );
}

#[test]
fn roles_nobody_holds() {
    expect(
        &[("act = \"approve\", role = \"director\"", "act = \"approve\", role = \"directer\"")],
        &[
            "unknown_code p.toml:28:69 (approval.tiers[2].steps[1].role): found `directer`, expected one of `manager`, `desk`, `director`; did you mean `director`?",
        ],
    );
    expect(
        &[("unit_roles = [\"manager\"]", "unit_roles = [\"manger\"]")],
        &[
            "unknown_code p.toml:4:15 (approval.unit_roles[0]): found `manger`, expected one of `manager`, `desk`, `director`; did you mean `manager`?",
        ],
    );
    expect(
        &[(
            "roles = [\"manager\", \"desk\", \"director\"]",
            "roles = [\"manager\", \"desk\", \"director\", \"desk\"]",
        )],
        &[
            "duplicate p.toml:3:41 (approval.roles[3]): found `desk`, expected every name once; rename or remove one of the two",
        ],
    );
    expect(
        &[("roles = [\"manager\", \"desk\", \"director\"]", "roles = []")],
        &["out_of_range p.toml:3:9 (approval.roles): found no role, expected 1 to 255 roles"],
    );
}

/// Two decisions of one role need two persons who hold it.
#[test]
fn steps_nobody_could_finish() {
    let decides_again = "cannot_finish p.toml:23:69 (approval.tiers[1].steps[1].role): found `desk`, who decides in step 1 already, expected another person for every deciding step; name another role, list this one under `shared_roles` if several persons hold it, or write `segregation = false`";
    expect(&[("shared_roles = [\"desk\"]", "shared_roles = [\"manager\"]")], &[decides_again]);
    expect(
        &[("shared_roles = [\"desk\"]", "shared_roles = []"), ("segregation = true", "segregation = false")],
        &[],
    );
    // Filing decides nothing.
    expect(
        &[("act = \"file\", role = \"manager\"", "act = \"sign\", role = \"manager\"")],
        &[
            "cannot_finish p.toml:17:69 (approval.tiers[0].steps[1].role): found `manager`, who decides in step 1 already, expected another person for every deciding step; name another role, list this one under `shared_roles` if several persons hold it, or write `segregation = false`",
        ],
    );
    expect(
        &[("act = \"sign\", role = \"manager\"", "act = \"file\", role = \"manager\"")],
        &[
            "nobody_may p.toml:17:9 (approval.tiers[0].steps): found only steps that put on record, expected at least one `sign` or `approve`",
        ],
    );
    expect(
        &[(
            "steps = [{ act = \"sign\", role = \"manager\" }, { act = \"file\", role = \"manager\" }]",
            "steps = []",
        )],
        &["out_of_range p.toml:17:9 (approval.tiers[0].steps): found no step, expected 1 to 255 steps"],
    );
}

#[test]
fn a_floor_price_rule_that_never_acts() {
    expect(
        &[("below_floor_price = { tier = \"middle\" }", "below_floor_price = { tier = \"small\" }")],
        &[
            "never_acts p.toml:8:30 (approval.below_floor_price.tier): found `small`, the lowest tier, expected a tier that raises some contract; name a higher tier or write `by_amount`",
        ],
    );
    for other in ["\"by_amount\"", "\"refuse\""] {
        expect(
            &[("below_floor_price = { tier = \"middle\" }", &format!("below_floor_price = {other}"))],
            &[],
        );
    }
}

#[test]
fn everything_is_reported_at_once() {
    let text = GOOD
        .replace("from = 5000\n", "from = 6000\n")
        .replace("to = 80000.5\n", "to = 6000\n")
        .replace("{ tier = \"large\" }", "{ tier = \"huge\" }")
        .replace("role = \"director\"", "role = \"chief\"")
        .replace("shared_roles = [\"desk\"]", "shared_roles = []")
        .replace("needs = [\"present\"]", "needs = [\"floor_price\"]")
        .replace("max_days = 30", "max_days = 0");
    let codes: Vec<_> =
        policy(&text).unwrap_err().iter().map(|p| p.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(
        codes,
        [
            "unknown_code",
            "tier_gap",
            "tier_unreachable",
            "cannot_finish",
            "unknown_code",
            "never_complete",
            "out_of_range"
        ]
    );
}
