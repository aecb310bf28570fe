//! What a document may say, declared once: the same declaration checks documents, fills in
//! defaults and becomes the JSON Schema.

/// A sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doc {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// The keys of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// What a key of this table is called in problems: `key`, or `section` at the root.
    pub of_sections: bool,
    /// The keys, in canonical order.
    pub fields: &'static [Field],
    /// Groups of keys of which exactly one is given.
    pub one_of: &'static [&'static [&'static str]],
}

impl TableSpec {
    /// A table of these keys.
    #[must_use]
    pub const fn of(fields: &'static [Field]) -> Self {
        Self { of_sections: false, fields, one_of: &[] }
    }

    /// The key with this name.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The names of its keys.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.key)
    }
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it is when it is not there, as TOML.
    pub default: Option<&'static str>,
    /// What it means.
    pub doc: Doc,
}

impl Field {
    /// A key that must be there.
    #[must_use]
    pub const fn required(key: &'static str, kind: Kind, en: &'static str, zh: &'static str) -> Self {
        Self { key, kind, required: true, default: None, doc: Doc { en, zh } }
    }

    /// A key that may be absent.
    #[must_use]
    pub const fn optional(key: &'static str, kind: Kind, en: &'static str, zh: &'static str) -> Self {
        Self { key, kind, required: false, default: None, doc: Doc { en, zh } }
    }

    /// The same key with what it is when absent, as a TOML value.
    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.required = false;
        self.default = Some(default);
        self
    }
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text(TextForm),
    /// A whole number.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// An exact decimal.
    Decimal {
        /// The lower bound.
        min: Bound,
        /// The greatest, in millionths.
        max: i128,
        /// The most digits after the point.
        places: u8,
    },
    /// `true` or `false`
    Bool,
    /// A date, `2026-01-01`; in JSON and settings as a text.
    Date,
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// A list.
    List(&'static Self),
    /// A table of known keys.
    Table(&'static TableSpec),
    /// A table whose keys are names of the author's.
    Map {
        /// What the keys are, as in "a band", "a dimension".
        keys: Names,
        /// What every value is.
        values: &'static Self,
    },
    /// One of several; which one shows from the value's type and, among tables, from its keys.
    OneOf(&'static [Self]),
}

/// The keys of a [`Kind::Map`].
#[derive(Clone, Copy, Debug)]
pub enum Names {
    /// Any name.
    Any,
    /// Only these.
    Known(&'static [&'static str]),
}

/// A lower bound, in millionths.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// This or more.
    From(i128),
    /// More than this.
    Above(i128),
}

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextForm {
    /// At most 1,000 characters.
    Free,
    /// A name as it appears in tables: 1 to 64 characters, without white space around it, control
    /// characters or `;`, which separates names in a cell.
    Name,
    /// Three capital letters (ISO 4217).
    Currency,
    /// A day of every year: `03-31`.
    MonthDay,
}
