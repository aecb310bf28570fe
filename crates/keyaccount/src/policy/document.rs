//! A policy file on its way to a policy: read, changed by settings, laid over what it extends,
//! checked.

use super::format::POLICY;
use super::schema::NAMED;
use super::upgrade::{FORMATS, Formats};
use super::{Policy, check, shipped};
use crate::document::{Assignment, Kind, Node, Position, SETTING, Segment, View, overlay, read, validate};
use crate::error::{Error, Problem, ProblemCode, nearest, quote};

/// A policy file that has been read but not checked yet.
#[derive(Clone, Debug)]
pub struct PolicyDocument {
    root: Node,
    /// Keys given twice: no reason to leave the rest unchecked.
    problems: Vec<Problem>,
    settings: Vec<Assignment>,
}

/// How many policies may extend one another.
const MAX_EXTENDS: usize = 16;

impl PolicyDocument {
    /// Reads a policy file: JSON if its first character is `{`, TOML otherwise. `file` is the name
    /// that problems carry.
    ///
    /// # Errors
    /// Every mistake in the syntax; a text larger or nested deeper than any policy.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let (mut root, problems) = read(file, text);
        if let Some(table) = root.as_table_mut()
            && table.get(NAMED).is_some_and(|name| name.as_text().is_some())
        {
            table.remove(NAMED);
        }
        if problems.iter().any(|problem| problem.code != ProblemCode::Duplicate) {
            return Err(Error::new(problems));
        }
        Ok(Self { root, problems, settings: Vec::new() })
    }

    /// Sets one value, such as `composite.weights.credit` to `0.3` or `credit.bands[0].at_least` to
    /// `95`. The value is TOML; a word that is no TOML value is taken as a text. It takes effect on
    /// what [`resolve`](Self::resolve) puts together, so also on what the file extends.
    ///
    /// # Errors
    /// A path no policy has (with the nearest key), a value that starts like a text, list or table
    /// and is none.
    pub fn set(&mut self, path: &str, value: &str) -> Result<(), Error> {
        let setting = Assignment::new(path, value, &POLICY)?;
        let of_header =
            matches!(setting.path().segments().first(), Some(Segment::Key(section)) if section == "policy");
        if of_header {
            // What it extends must be known before anything is put together.
            setting.apply(&mut self.root, &POLICY)?;
        } else {
            self.settings.push(setting);
        }
        Ok(())
    }

    /// The policy, where `extends` may name shipped policies.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn resolve(self) -> Result<Policy, Error> {
        self.resolve_with(&|_| None)
    }

    /// The policy, where `extends` may also name policies of the house, such as `house@3`: `find`
    /// returns the text of the policy of that name and version.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn resolve_with(self, find: &dyn Fn(&str) -> Option<String>) -> Result<Policy, Error> {
        self.resolve_among(&FORMATS, find)
    }

    /// The policy, where these formats are all there are.
    pub(super) fn resolve_among(
        self,
        formats: &Formats,
        find: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Policy, Error> {
        let Self { mut root, mut problems, settings } = self;
        // Another format has keys that nothing here can judge, so nothing else is reported.
        if let Some(problem) = formats.refuse(&root) {
            return Err(problem.into());
        }
        let based = match base_of(&root, formats, find, &mut Vec::new()) {
            Ok(base) => {
                root = laid_over(base, root);
                true
            }
            Err(error) => {
                problems.extend(error.into_problems());
                false
            }
        };
        for setting in &settings {
            if let Err(error) = setting.apply(&mut root, &POLICY)
                && based
            {
                problems.extend(error.into_problems());
            }
        }
        let own = validate(&mut root, &POLICY);
        // Without what it extends, nobody knows what is missing.
        problems.extend(own.into_iter().filter(|problem| based || problem.code != ProblemCode::Missing));
        let alone = problems.len();
        let policy = check::policy(&View::of(&root), &mut problems);
        for problem in problems.iter_mut().skip(alone) {
            inherited(problem, &root);
        }
        match policy {
            Some(policy) if problems.is_empty() => Ok(policy),
            _ => Err(Error::new(in_order(problems, &root))),
        }
    }
}

/// Problems by line and column, those of the policy itself before those of what it extends; what
/// has no place comes last.
fn in_order(mut problems: Vec<Problem>, root: &Node) -> Vec<Problem> {
    if problems.is_empty() {
        // Nothing reaches this: whatever cannot be read has been reported.
        let problem = Problem::new(ProblemCode::Missing, "a policy that cannot be read", "a policy");
        problems.push(root.at.place(problem));
    }
    problems.sort_by_key(|problem| {
        let foreign = problem.file.as_deref() != Some(&*root.at.file);
        let place = |number: Option<u64>| number.unwrap_or(u64::MAX);
        (foreign, place(problem.line), place(problem.column))
    });
    problems
}

/// The document laid over what it extends.
fn laid_over(base: Option<Node>, root: Node) -> Node {
    let Some(mut base) = base else { return root };
    overlay(&mut base, root, &POLICY);
    base
}

/// What the document extends, down to the policy that extends nothing.
fn base_of(
    root: &Node,
    formats: &Formats,
    find: &dyn Fn(&str) -> Option<String>,
    on_the_way: &mut Vec<String>,
) -> Result<Option<Node>, Error> {
    let Some(node) = root.get("policy").and_then(|header| header.get("extends")) else { return Ok(None) };
    // Of another type: the check will say so.
    let Some(name) = node.as_text() else { return Ok(None) };
    let place = |problem: Problem| node.at.place(problem.path("policy.extends"));
    if on_the_way.iter().any(|seen| seen == name) || on_the_way.len() >= MAX_EXTENDS {
        let way = on_the_way.iter().map(|seen| quote(seen)).collect::<Vec<_>>().join(" → ");
        let found = format!("{way} → {}", quote(name));
        let problem = Problem::new(
            ProblemCode::ExtendsCircular,
            found,
            "policies that lead to one that extends nothing",
        );
        return Err(place(problem).into());
    }
    let text = shipped::versioned(name).map(str::to_owned).or_else(|| find(name)).ok_or_else(|| {
        let known: Vec<_> = shipped::versioned_names().collect();
        let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let problem = Problem::new(
            ProblemCode::ExtendsUnknown,
            quote(name),
            format!("the name and version of a policy, such as {list}"),
        );
        let meant = known.iter().find(|known| known.split('@').next() == Some(name)).copied();
        match meant.or_else(|| nearest(name, known.iter().copied())) {
            Some(meant) => place(problem.remedy(format!("did you mean `{meant}`?"))),
            None => place(problem),
        }
    })?;
    on_the_way.push(name.to_owned());
    let base = PolicyDocument::parse(name, &text)?;
    if let Some(problem) = base.problems.first().cloned().or_else(|| formats.refuse(&base.root)) {
        return Err(problem.into());
    }
    if let Some(actual) = name_and_version(&base.root).filter(|actual| actual != name) {
        let found = format!("{}, which calls itself {}", quote(name), quote(&actual));
        let problem = Problem::new(ProblemCode::ExtendsUnknown, found, "the policy of that name and version");
        return Err(place(problem).into());
    }
    let mut base = laid_over(base_of(&base.root, formats, find, on_the_way)?, base.root);
    keep_currency(&mut base);
    Ok(Some(base))
}

/// What does not fit together and stands in what the policy extends is not mended there: says what
/// to write instead.
fn inherited(problem: &mut Problem, root: &Node) {
    let Some(base) = problem.file.as_deref().filter(|file| *file != &*root.at.file && *file != SETTING)
    else {
        return;
    };
    let Some(key) = replaced_as_a_whole(&problem.path) else { return };
    let remedy = format!("{} stays as it is: write all of `{key}` in {}", quote(base), quote(&root.at.file));
    let before = core::mem::take(&mut problem.remedy);
    problem.remedy = if before.is_empty() { remedy } else { format!("{before}; {remedy}") };
}

/// The key on this path that a policy replaces as a whole when it extends another.
fn replaced_as_a_whole(path: &str) -> Option<String> {
    let (mut spec, mut keys) = (&POLICY, Vec::new());
    for key in path.split(['.', '[']) {
        let field = spec.field(key)?;
        keys.push(field.key);
        match field.kind {
            Kind::Table(inner) => spec = inner,
            _ => break,
        }
    }
    Some(keys.join("."))
}

fn name_and_version(root: &Node) -> Option<String> {
    let header = root.get("policy")?;
    Some(format!("{}@{}", header.get("name")?.as_text()?, header.get("version")?.as_text()?))
}

/// A policy is not approved by whoever approved the one it extends: of the header only the currency
/// of the amounts is handed on.
fn keep_currency(base: &mut Node) {
    let currency = base.get("policy").and_then(|header| header.get("currency")).cloned();
    let mut header = Node::table(Position::of(&base.at.file));
    if let (Some(table), Some(currency)) = (header.as_table_mut(), currency) {
        table.insert("currency", currency);
    }
    if let Some(table) = base.as_table_mut() {
        table.insert("policy", header);
    }
}
