//! The canonical text of a policy: everything resolved, in fixed order, in the fewest digits.

mod admission;
mod approval;
mod archive;
mod audit;

use core::fmt::{Display, Write as _};

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::{
    CapCondition, Comparison, Composite, Credit, Header, Literal, POLICY_FORMAT, Policy, PolicyFact,
    Predicate, Profit, Prospect, Review, ReviewCycle, ScoreRule, Test, ValueClass, Volume,
};
use crate::book::Code;
use crate::document::is_bare;
use crate::facts::Veto;
use crate::policy::Bands;

impl Policy {
    /// The policy as canonical TOML: what it extends resolved, defaults filled in. Reading it again
    /// gives the same policy.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = Writer(String::new());
        out.header(&self.header);
        out.credit(&self.credit);
        out.volume(&self.volume);
        out.profit(&self.profit);
        out.prospect(&self.prospect);
        out.composite(&self.composite);
        out.value_class(&self.value_class);
        out.section("behaviour", self.behaviour.clause.as_deref());
        out.line("window_months", self.behaviour.window_months);
        out.line("new_deal_days", self.behaviour.new_deal_days);
        out.review(&self.review);
        out.admission(&self.admission);
        if let Some(approval) = &self.approval {
            out.approval(approval);
        }
        out.archive(&self.archive);
        out.0
    }

    /// The SHA-256 of the canonical text, in lower-case hexadecimal: equal for files that mean the
    /// same, whatever their comments, order of keys, line ends and spelling of numbers.
    #[must_use]
    pub fn digest(&self) -> String {
        self.digest_ref().to_owned()
    }

    /// The digest, made when it is first asked for.
    pub(crate) fn digest_ref(&self) -> &str {
        let digest = self.digest.0.get_or_init(|| self.make_digest());
        debug_assert_eq!(*digest, self.make_digest(), "changed behind the back of `Policy::changed`");
        digest
    }

    fn make_digest(&self) -> String {
        let digest = Sha256::digest(self.to_toml().as_bytes());
        digest.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

struct Writer(String);

impl Writer {
    fn raw(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn section(&mut self, name: &str, clause: Option<&str>) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.raw(&format!("[{name}]"));
        self.text("clause", clause);
    }

    fn line(&mut self, key: &str, value: impl Display) {
        self.raw(&format!("{} = {value}", bare_or_quoted(key)));
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(key, quoted(value));
        }
    }

    /// A list with an item on every line.
    fn list(&mut self, key: &str, items: impl IntoIterator<Item = String>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return self.line(key, "[]");
        }
        self.line(key, "[");
        for item in items {
            self.raw(&format!("    {item},"));
        }
        self.raw("]");
    }

    fn bands(&mut self, bands: &Bands) {
        self.list(
            "bands",
            bands.iter().map(|(band, name, at_least)| {
                let (name, at_least) = (quoted(name), plain(at_least.to_decimal()));
                format!("{{ name = {name}, at_least = {at_least}{} }}", and_clause(bands.clause(band)))
            }),
        );
    }

    fn header(&mut self, header: &Header) {
        self.section("policy", None);
        self.line("format", POLICY_FORMAT);
        self.line("name", quoted(&header.name));
        self.text("title", header.title.as_deref());
        self.text("number", header.number.as_deref());
        self.line("version", quoted(&header.version));
        if let Some(date) = header.effective_from {
            self.line("effective_from", date);
        }
        for (role, signature) in
            [("prepared", &header.prepared), ("reviewed", &header.reviewed), ("approved", &header.approved)]
        {
            self.text(&format!("{role}_by"), signature.by.as_deref());
            if let Some(date) = signature.on {
                self.line(&format!("{role}_on"), date);
            }
        }
        self.line("currency", quoted(&header.currency));
    }

    fn credit(&mut self, credit: &Credit) {
        self.section("credit", credit.clause.as_deref());
        self.line("window_months", credit.window_months);
        self.line("grace_days", credit.grace_days);
        let anchors = credit.curve.anchors().iter();
        self.list("curve", anchors.map(|a| format!("{{ days = {}, points = {} }}", a.days, plain(a.points))));
        self.line("interpolation", quoted(credit.curve.interpolation().code()));
        self.bands(&credit.bands);
        self.line("veto_band", quoted(credit.bands.name(credit.veto_band)));
        self.line("good_from", quoted(credit.bands.name(credit.good_from)));
        let vetoes = &credit.vetoes;
        let overdue = vetoes.overdue_days_above.map(|days| {
            format!("{{ overdue_days_above = {days}{} }}", and_clause(vetoes.clause(Veto::Overdue)))
        });
        let named = |holds: bool, name: &str, veto| {
            let name = quoted(name);
            holds.then(|| match vetoes.clause(veto) {
                None => name,
                clause => format!("{{ veto = {name}{} }}", and_clause(clause)),
            })
        };
        let all = [
            named(vetoes.write_off, "write_off", Veto::WriteOff),
            named(vetoes.wilful_default, "wilful_default", Veto::WilfulDefault),
            overdue,
            named(vetoes.legal_trouble, "legal_trouble", Veto::LegalTrouble),
            named(vetoes.bounced_bill, "bounced_bill", Veto::BouncedBill),
        ];
        self.list("vetoes", all.into_iter().flatten());
        let caps = credit.caps.iter().map(|cap| {
            let months = match cap.when {
                CapCondition::ShortRelationship { months } => format!(", months = {months}"),
                CapCondition::DocumentsMissing => String::new(),
            };
            let at_most = quoted(credit.bands.name(cap.at_most));
            let clause = and_clause(cap.clause.as_deref());
            format!("{{ when = {}{clause}{months}, at_most = {at_most} }}", quoted(cap.when.code()))
        });
        self.list("caps", caps);
        self.line("hold_overdue_days_above", credit.hold_overdue_days_above);
        self.section("credit.excused", None);
        for reason in &credit.excused {
            let bound = reason.max_days.map(|days| format!("max_days = {days}"));
            let clause = reason.clause.as_deref().map(|clause| format!("clause = {}", quoted(clause)));
            let keys: Vec<_> = bound.into_iter().chain(clause).collect();
            let table = if keys.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", keys.join(", ")) };
            self.line(reason.kind.code(), table);
        }
        self.section("credit.limit", None);
        for ((_, name, _), terms) in credit.bands.iter().zip(&credit.limit) {
            let (coefficient, days) = (plain(terms.coefficient), terms.term_days);
            let clause = and_clause(terms.clause.as_deref());
            self.line(name, format!("{{ coefficient = {coefficient}, term_days = {days}{clause} }}"));
        }
    }

    fn volume(&mut self, volume: &Volume) {
        self.section("volume", volume.clause.as_deref());
        self.line("basis", quoted(volume.basis.code()));
        self.line("window_years", volume.window_years);
        if let Some(axis) = volume.rank_within {
            self.line("rank_within", quoted(axis.code()));
        }
        self.score_rule("volume", &volume.score);
    }

    fn profit(&mut self, profit: &Profit) {
        self.section("profit", profit.clause.as_deref());
        self.line("window_months", profit.window_months);
        if let Some(margin) = profit.fallback_margin {
            self.line("fallback_margin", plain(margin));
        }
        self.line("min_costed_share", plain(profit.min_costed_share));
        self.score_rule("profit", &profit.score);
    }

    fn score_rule(&mut self, section: &str, rule: &ScoreRule) {
        match rule {
            ScoreRule::Rank => self.line("score", quoted("rank")),
            ScoreRule::MaxRatio => self.line("score", quoted("max_ratio")),
            ScoreRule::Bands(bands) => {
                self.section(&format!("{section}.score"), None);
                let bands = bands.iter().map(|band| {
                    let (at_least, score) = (plain(band.at_least), plain(band.score.to_decimal()));
                    let clause = and_clause(band.clause.as_deref());
                    format!("{{ at_least = {at_least}, score = {score}{clause} }}")
                });
                self.list("bands", bands);
            }
        }
    }

    fn prospect(&mut self, prospect: &Prospect) {
        self.section("prospect", prospect.clause.as_deref());
        self.line("new_customer_months", prospect.new_customer_months);
        self.line("min_weight", plain(prospect.min_weight));
        self.line("valid_months", prospect.valid_months);
        self.section("prospect.criteria", None);
        for (criterion, weight) in &prospect.criteria {
            self.line(criterion.code(), plain(*weight));
        }
    }

    fn composite(&mut self, composite: &Composite) {
        self.section("composite", composite.clause.as_deref());
        self.line("min_dimensions", composite.min_dimensions);
        self.line("min_weight", plain(composite.min_weight));
        self.bands(&composite.bands);
        self.line("override_lifts_veto", composite.override_lifts_veto);
        if composite.caps.is_empty() {
            self.line("caps", "[]");
        }
        self.section("composite.weights", None);
        for (dimension, weight) in &composite.weights {
            self.line(dimension.name(), plain(*weight));
        }
        for cap in &composite.caps {
            self.0.push('\n');
            self.raw("[[composite.caps]]");
            self.line("name", quoted(&cap.name));
            self.text("clause", cap.clause.as_deref());
            self.line("enabled", cap.enabled);
            self.line("when", predicate(&cap.when));
            self.line("at_most", quoted(composite.bands.name(cap.at_most)));
        }
    }

    fn value_class(&mut self, value_class: &ValueClass) {
        self.section("value_class", value_class.clause.as_deref());
        self.line("basis", quoted(value_class.basis.code()));
        let classes = value_class.classes.iter().map(|class| {
            let limit = class.before_below.map(|limit| format!(", before_below = {}", plain(limit)));
            let (limit, clause) = (limit.unwrap_or_default(), and_clause(class.clause.as_deref()));
            format!("{{ name = {}{limit}{clause} }}", quoted(&class.name))
        });
        self.list("classes", classes);
    }

    fn review(&mut self, review: &Review) {
        self.section("review", review.clause.as_deref());
        match review.cycle {
            ReviewCycle::EveryMonths(months) => self.line("every_months", months),
            ReviewCycle::YearlyBy { month, day } => {
                self.line("yearly_by", quoted(&format!("{month:02}-{day:02}")));
            }
        }
    }
}

fn predicate<F: PolicyFact>(when: &Predicate<F>) -> String {
    let list = |tests: &[Test<F>]| tests.iter().map(test).collect::<Vec<_>>().join(", ");
    match when {
        Predicate::One(one) => test(one),
        Predicate::All(tests) => format!("{{ all = [{}] }}", list(tests)),
        Predicate::Any(tests) => format!("{{ any = [{}] }}", list(tests)),
    }
}

fn test<F: PolicyFact>(test: &Test<F>) -> String {
    let comparison = match &test.comparison {
        Comparison::AtLeast(bound) => format!("at_least = {}", plain(*bound)),
        Comparison::AtMost(bound) => format!("at_most = {}", plain(*bound)),
        Comparison::Above(bound) => format!("above = {}", plain(*bound)),
        Comparison::Below(bound) => format!("below = {}", plain(*bound)),
        Comparison::Is(value) => format!("is = {}", literal(value)),
        Comparison::In(values) => {
            format!("in = [{}]", values.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
    };
    format!("{{ fact = {}, {comparison} }}", quoted(test.fact.name()))
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::YesNo(yes) => yes.to_string(),
        Literal::Text(text) => quoted(text),
        Literal::Number(number) => plain(*number),
    }
}

/// A table's clause after its other keys; nothing where it has none.
fn and_clause(clause: Option<&str>) -> String {
    clause.map_or_else(String::new, |clause| format!(", clause = {}", quoted(clause)))
}

/// The fewest digits that say the number.
fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

pub(super) fn bare_or_quoted(key: &str) -> String {
    if is_bare(key) { key.to_owned() } else { quoted(key) }
}

/// A TOML basic string.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            plain => out.push(plain),
        }
    }
    out.push('"');
    out
}
