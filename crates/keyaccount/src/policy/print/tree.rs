//! The printed policy before it has a form: chapters, articles, paragraphs, lists, tables.

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chapter {
    pub(super) title: String,
    /// Where the company's own policy says it, as a finished remark.
    pub(super) clause: Option<String>,
    pub(super) articles: Vec<Article>,
}

/// An article. It has its number from its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) of: Topic,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// What an article is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(String),
    /// Numbered items.
    List(Vec<String>),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}

/// What an article is about, so that others can refer to it by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    Purpose,
    Scope,
    Terms,
    Rounding,
    MissingData,
    Currency,
    Items,
    Excused,
    Points,
    CreditScore,
    CreditGrade,
    Vetoes,
    CreditCaps,
    Limit,
    Hold,
    Volume,
    VolumeScore,
    Profit,
    Cost,
    ProfitScore,
    NewCustomers,
    Assessment,
    Provisional,
    Weights,
    MissingDimensions,
    Grade,
    Caps,
    Override,
    ValueClass,
    Behaviour,
    Growth,
    DealStage,
    Review,
    KeyAccount,
    KeyAccountEffect,
    VipApplication,
    VipListing,
    VipValidity,
    ApprovalRoles,
    Tiers,
    ApprovalOrder,
    SpecialContracts,
    Documents,
    Delegation,
    Roles,
    Permissions,
    Approval,
    Levels,
    Composition,
    LogSearch,
    Privacy,
    Effect,
    Source,
}

impl Article {
    pub(super) const fn new(of: Topic, title: String) -> Self {
        Self { of, title, blocks: Vec::new() }
    }

    /// A paragraph; none if it says nothing.
    #[must_use]
    pub(super) fn paragraph(mut self, text: String) -> Self {
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
        self
    }

    #[must_use]
    pub(super) fn list(mut self, items: Vec<String>) -> Self {
        self.blocks.push(Block::List(items));
        self
    }

    #[must_use]
    pub(super) fn table(mut self, (head, rows): (Vec<String>, Vec<Vec<String>>)) -> Self {
        self.blocks.push(Block::Table { head, rows });
        self
    }
}

/// A line of the signature block; what is not known is left blank to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SignatureLine {
    pub(super) role: String,
    pub(super) by: Option<String>,
    pub(super) on: Option<String>,
}
