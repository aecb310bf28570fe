//! Weights, bands and curves: what values must be together.

use super::*;

#[test]
fn weights() {
    expect(
        "service = 0.25",
        "service = 0.35",
        &[
            "weight_sum p.toml:27:11 (composite.weights): found weights that sum to 1.1, expected weights that sum to exactly 1; take away 0.1",
        ],
    );
    expect(
        "service = 0.25",
        "service = 0.249999",
        &[
            "weight_sum p.toml:27:11 (composite.weights): found weights that sum to 0.999999, expected weights that sum to exactly 1; add 0.000001",
        ],
    );
    expect(
        "need_fit = 0.5",
        "need_fit = 0.4",
        &[
            "weight_sum p.toml:24:12 (prospect.criteria): found weights that sum to 0.9, expected weights that sum to exactly 1; add 0.1",
        ],
    );
    expect(
        "credit = 0.25, volume = 0.5, service = 0.25",
        "credit = 1",
        &[
            "too_few_dimensions p.toml:27:11 (composite.weights): found 1 of them, expected weights of at least two dimensions",
        ],
    );
    expect(
        "service = 0.25",
        "Prospect = 0.25",
        &[
            "duplicate p.toml:27:42 (composite.weights.Prospect): found the dimension `Prospect`, which is the name of another score, expected a name of its own",
        ],
    );
    expect(
        "service = 0.25",
        "Profits = 0.25",
        &[
            "unknown_code p.toml:27:42 (composite.weights.Profits): found the dimension `Profits`, expected `credit`, `volume`, `profit` or a name unlike them; did you mean `profit`?",
        ],
    );
    expect(
        "service = 0.25 }",
        "service = 0.25 }\nmin_dimensions = 4",
        &[
            "out_of_range p.toml:28:18 (composite.min_dimensions): found the number `4`, expected at most 3, the number of dimensions that have a weight",
        ],
    );
    expect(
        "service = 0.25 }",
        "service = 0.25 }\nmin_weight = 1.01",
        &[
            "out_of_range p.toml:28:14 (composite.min_weight): found the number `1.01`, expected a number above 0 and at most 1",
        ],
    );
}

#[test]
fn bands() {
    expect(
        "at_least = 40",
        "at_least = 75",
        &[
            "band_order p.toml:12:72 (credit.bands[1].at_least): found `75` after `70`, expected bands in falling order, best first; move the band up",
        ],
    );
    expect(
        "at_least = 40",
        "at_least = 70.00",
        &[
            "bands_equal p.toml:12:72 (credit.bands[1].at_least): found `70`, the same as the band before, expected less than 70",
        ],
    );
    expect(
        "at_least = 80",
        "at_least = 100.01",
        &[
            "band_bounds p.toml:28:38 (composite.bands[0].at_least): found `100.01`, expected a best band that starts at 100 or less",
        ],
    );
    expect(
        "{ name = \"gold\", at_least = 80 }",
        "{ name = \"gold\", at_least = 110 }, { name = \"tin\", at_least = 105 }",
        &[
            "band_bounds p.toml:28:38 (composite.bands[0].at_least): found `110`, expected a best band that starts at 100 or less",
            "band_unreachable p.toml:28:72 (composite.bands[1].at_least): found `105`, which no score reaches, expected a band that starts at 100 or less",
        ],
    );
    expect(
        "{ name = \"grey\", at_least = 0 }",
        "{ name = \"grey\", at_least = 10 }",
        &[
            "band_bounds p.toml:28:72 (composite.bands[1].at_least): found `10`, expected 0 for the last band, so that every score has a band",
        ],
    );
    expect(
        "at_least = 40",
        "at_least = -40",
        &[
            "out_of_range p.toml:12:72 (credit.bands[1].at_least): found `-40`, expected a number from 0 to 100",
            "band_order p.toml:12:107 (credit.bands[2].at_least): found `0` after `-40`, expected bands in falling order, best first; move the band up",
        ],
    );
    expect(
        "name = \"grey\"",
        "name = \"gold\"",
        &[
            "duplicate p.toml:28:53 (composite.bands[1].name): found `gold`, expected every name once; rename or remove one of the two",
            "unknown_code p.toml:33:11 (composite.caps[0].at_most): found `grey`, expected one of `gold`, `gold`",
        ],
    );
    expect(
        "bands = [{ name = \"gold\", at_least = 80 }, { name = \"grey\", at_least = 0 }]",
        "bands = []",
        &[
            "band_bounds p.toml:28:9 (composite.bands): found no band, expected 1 to 255 bands, best first, the last from 0",
        ],
    );
    expect(
        ", poor = { coefficient = 0, term_days = 0 }",
        ", pour = { coefficient = 0, term_days = 0 }",
        &[
            "band_missing p.toml:18:9 (credit.limit): found no entry for `poor`, expected an entry for every band; add its `coefficient` and `term_days`",
            "unknown_code p.toml:18:101 (credit.limit.pour): found `pour`, expected one of `good`, `fair`, `poor`; did you mean `poor`?",
        ],
    );
    expect(
        "veto_band = \"poor\"",
        "veto_band = \"por\"",
        &[
            "unknown_code p.toml:13:13 (credit.veto_band): found `por`, expected one of `good`, `fair`, `poor`; did you mean `poor`?",
        ],
    );
    expect(
        "at_least = 500",
        "at_least = 1000.0",
        &[
            "bands_equal p.toml:21:67 (volume.score.bands[1].at_least): found `1000`, the same as the band before, expected less than 1000",
        ],
    );
    expect(
        "at_least = 500",
        "at_least = 5000",
        &[
            "band_order p.toml:21:67 (volume.score.bands[1].at_least): found `5000` after `1000`, expected values in falling order, highest first",
        ],
    );
    expect("score = 50 ", "score = 100.00 ", &[]);
    expect(
        "score = 100 }, { at_least = 500, score = 50 }",
        "score = 10 }, { at_least = 500, score = 50 }",
        &[
            "band_order p.toml:21:79 (volume.score.bands[1].score): found a score of 50 below a band that earns 10, expected scores that do not rise as the value falls",
        ],
    );
    expect(
        "[{ name = \"top\", before_below = 80 }",
        "[{ name = \"top\", before_below = 80 }, { name = \"mid\", before_below = 80 }",
        &[
            "band_unreachable p.toml:36:80 (value_class.classes[1].before_below): found `80` after `80`, which leaves nobody for this class, expected more than 80",
        ],
    );
    expect(
        "{ name = \"top\", before_below = 80 }",
        "{ name = \"top\" }",
        &[
            "missing p.toml:36:12 (value_class.classes[0].before_below): found no such key, expected `before_below` in every class but the last",
        ],
    );
    expect(
        "{ name = \"rest\" }",
        "{ name = \"rest\", before_below = 90 }",
        &[
            "band_bounds p.toml:36:81 (value_class.classes[1].before_below): found `90`, expected no `before_below` in the last class, which takes everybody else",
        ],
    );
}

#[test]
fn curves() {
    expect(
        "points = 50",
        "points = 100.0001",
        &[
            "out_of_range p.toml:11:60 (credit.curve[1].points): found the number `100.0001`, expected a number from 0 to 100",
        ],
    );
    expect(
        "{ days = 60, points = 0 }",
        "{ days = 60, points = 60 }",
        &[
            "curve_not_monotone p.toml:11:88 (credit.curve[2].points): found 60 points after 50, expected points that do not rise with days late",
        ],
    );
    expect(
        "days = 60,",
        "days = 30,",
        &[
            "curve_day_repeated p.toml:11:75 (credit.curve[2].days): found day 30 twice, expected every day once",
        ],
    );
    expect(
        "days = 60,",
        "days = 20,",
        &[
            "curve_not_monotone p.toml:11:75 (credit.curve[2].days): found day 20 after day 30, expected anchors in rising order of days",
        ],
    );
    expect(
        "days = 0,",
        "days = 1,",
        &[
            "out_of_range p.toml:11:19 (credit.curve[0].days): found day 1, expected day 0, the day a payment is due, as the first anchor",
        ],
    );
    expect(
        "curve = [{ days = 0, points = 100 }, { days = 30, points = 50 }, { days = 60, points = 0 }]",
        "curve = []",
        &[
            "missing p.toml:11:9 (credit.curve): found no anchor, expected at least `{ days = 0, points = 100 }`",
        ],
    );
}

#[test]
fn dimensions_have_names_of_their_own() {
    expect(
        "volume = 0.5, service = 0.25",
        "volume = 0.25, service = 0.25, Service = 0.25",
        &[
            "duplicate p.toml:27:59 (composite.weights.Service): found the dimensions `service` and `Service`, expected names that differ by more than capital letters; rename or remove one of the two",
        ],
    );
    expect(
        "service = 0.25 }",
        "service = 0.25, service = 0.125 }",
        &[
            "duplicate p.toml:27:58: found `service`, expected every key once in a table; remove one of the two",
        ],
    );
}

#[test]
fn bands_that_nobody_reaches() {
    expect(
        "points = 100",
        "points = 69.99",
        &[
            "band_unreachable p.toml:12:38 (credit.bands[0].at_least): found `70`, above the 69.99 points that the curve starts with, expected a band that starts at 69.99 or less; lower the band or raise the curve",
        ],
    );
    // A published score has two decimals.
    expect("points = 100", "points = 69.995", &[]);
    expect(
        "good_from = \"good\"",
        "good_from = \"poor\"",
        &[
            "band_order p.toml:14:13 (credit.good_from): found `poor`, so that the vetoed in `poor` count as good, expected a band better than `poor`",
        ],
    );
    expect_of(
        &[("good_from = \"good\"", "good_from = \"poor\""), ("veto_band = \"poor\"", "veto_band = \"fair\"")],
        &[
            "band_order p.toml:14:13 (credit.good_from): found `poor`, so that the vetoed in `fair` count as good, expected a band better than `fair`",
        ],
    );
    expect("good_from = \"good\"", "good_from = \"fair\"", &[]);
    let many: String = (0..255).map(|i| format!("{{ name = \"{i}\", at_least = {} }}, ", 300 - i)).collect();
    expect(
        "{ name = \"gold\", at_least = 80 }, ",
        &many,
        &[
            "band_bounds p.toml:28:9 (composite.bands): found 256 bands, expected 1 to 255 bands, best first, the last from 0",
        ],
    );
    expect(
        "[{ at_least = 1000, score = 100 }, { at_least = 500, score = 50 }]",
        "[]",
        &[
            "missing p.toml:21:19 (volume.score.bands): found no band, expected at least `{ at_least = 1000000, score = 100 }`",
        ],
    );
    expect(
        "[{ name = \"top\", before_below = 80 }, { name = \"rest\" }]",
        "[]",
        &[
            "missing p.toml:36:11 (value_class.classes): found no class, expected at least `{ name = \"all\" }`",
        ],
    );
    expect(
        "{ name = \"rest\" }",
        "{ name = \"top\" }",
        &[
            "duplicate p.toml:36:58 (value_class.classes[1].name): found `top`, expected every name once; rename or remove one of the two",
        ],
    );
}
