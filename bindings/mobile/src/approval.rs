//! Who must sign what: routes, cases, and the organisation that decides.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyaccount::approval::{
    self, ActRequest, AmendRequest, AwaitedAct, CaseReport, Circumstances, Delegation, Opened, Papers,
    Person, Phase, RoleHolder, SubmitRequest, Terms, WhoMayAct, WithdrawRequest,
};
use keyaccount::{Answer, Language, Reason, RequestKind, Stamp, Verdict};

use crate::book::Book;
use crate::errors::{KeyaccountError, guarded};
use crate::events::{CaseEvent, Submission};
use crate::policy::{Policy, lacks};
use crate::population::text_of;
use crate::values::{CalendarDate, CaseId, ContractId, PersonId, Position};

/// The approval rules of a policy.
#[derive(Debug, uniffi::Object)]
pub struct ApprovalRules {
    core: approval::Rules,
    policy: Arc<Policy>,
}

#[uniffi::export]
impl ApprovalRules {
    /// Of a policy. Refused if the policy has no `[approval]`.
    #[uniffi::constructor]
    pub fn of(policy: Arc<Policy>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = approval::Rules::of(&policy.core).ok_or_else(|| lacks(&policy.core, "approval"))?;
            Ok(Arc::new(Self { core, policy }))
        })
    }

    /// The tier a contract belongs to, by its name; nothing if it is refused outright.
    pub fn tier_of(&self, terms: Terms) -> Result<Option<String>, KeyaccountError> {
        guarded(|| Ok(self.core.approval.tier_of(&terms).map(|tier| tier.name.clone())))
    }

    /// Who must sign a contract of these terms, and by which clause.
    pub fn explain_route(&self, terms: Terms, on: CalendarDate) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.core.approval.explain_route(&terms, Stamp::new(&self.policy.core, on))))
    }

    /// Whether contracts look as if one had been split to stay below a limit.
    pub fn explain_split(
        &self,
        terms: Terms,
        circumstances: Circumstances,
        submitted_on: CalendarDate,
    ) -> Result<Option<Reason>, KeyaccountError> {
        guarded(|| Ok(self.core.approval.explain_split(&terms, &circumstances, submitted_on)))
    }
}

/// People, the roles they hold and the authority they delegated.
#[derive(Debug, uniffi::Object)]
pub struct Organisation {
    pub(crate) core: approval::Organisation,
}

#[uniffi::export]
impl Organisation {
    /// Of its registers. Refused if an id is given twice or a day lies before another it must follow.
    #[uniffi::constructor]
    pub fn new(
        people: Vec<Person>,
        role_holders: Vec<RoleHolder>,
        delegations: Vec<Delegation>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            Ok(Arc::new(Self { core: approval::Organisation::new(people, role_holders, delegations)? }))
        })
    }

    /// As a book has it on a day.
    #[uniffi::constructor]
    pub fn of_book(book: Arc<Book>, as_of: CalendarDate) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| Ok(Arc::new(Self { core: approval::Organisation::of_book(&book.core, as_of)? })))
    }

    /// The people.
    pub fn people(&self) -> Vec<Person> {
        self.core.people().to_vec()
    }

    /// Who holds which role.
    pub fn role_holders(&self) -> Vec<RoleHolder> {
        self.core.role_holders().to_vec()
    }

    /// The delegations.
    pub fn delegations(&self) -> Vec<Delegation> {
        self.core.delegations().to_vec()
    }

    /// A person's name, or the id where none is known.
    pub fn name(&self, person: PersonId) -> String {
        self.core.name(&person).to_owned()
    }
}

/// A case of approval: a list of events, from which everything else follows.
#[derive(Debug, uniffi::Object)]
pub struct ApprovalCase {
    core: Mutex<approval::Case>,
}

impl ApprovalCase {
    fn locked(&self) -> MutexGuard<'_, approval::Case> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The step a case waits for.
#[derive(Debug, uniffi::Record)]
pub struct AwaitedStep {
    /// Its place among the steps of the tier, from 0.
    pub step: Position,
    /// What is to be done.
    pub act: keyaccount::StepAct,
    /// The role that does it.
    pub role: String,
    /// Where the written policy says it.
    pub clause: Option<String>,
}

#[uniffi::export]
impl ApprovalCase {
    /// A draft. Refused for ids that are empty or hold a control character.
    #[uniffi::constructor]
    pub fn open(
        id: CaseId,
        kind: RequestKind,
        applicant: PersonId,
        unit: String,
        terms: Terms,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = approval::Case::open(id, kind, applicant, unit, terms)?;
            Ok(Arc::new(Self { core: Mutex::new(core) }))
        })
    }

    /// The draft of a contract of a book that was handed in by a day: by `applicant`, or else by the customer's account
    /// manager, or else by the branch.
    ///
    /// Refused for a contract the book does not have on the day, and for one without `unit`.
    #[uniffi::constructor(default(applicant = None))]
    pub fn of_contract(
        book: Arc<Book>,
        contract_id: ContractId,
        on: CalendarDate,
        applicant: Option<PersonId>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = approval::Case::of_contract(&book.core, &contract_id, on, applicant.as_deref())?;
            Ok(Arc::new(Self { core: Mutex::new(core) }))
        })
    }

    /// Reads a case that `toBytes` wrote; every event is replayed and checked.
    #[uniffi::constructor]
    pub fn from_bytes(file: String, bytes: Vec<u8>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = approval::Case::from_json(&file, &text_of(&file, bytes)?)?;
            Ok(Arc::new(Self { core: Mutex::new(core) }))
        })
    }

    /// The case to be stored or sent.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.locked().to_json().into_bytes()
    }

    /// Its id.
    pub fn id(&self) -> CaseId {
        self.locked().id().clone()
    }

    /// What it was opened with.
    pub fn opened(&self) -> Opened {
        self.locked().opened().clone()
    }

    /// What happened to it, in order.
    pub fn events(&self) -> Vec<CaseEvent> {
        self.locked().events().iter().cloned().map(Into::into).collect()
    }

    /// The submission that holds; nothing before there is one, and none once the terms were changed.
    pub fn submission(&self) -> Option<Submission> {
        self.locked().submission().cloned().map(Into::into)
    }

    /// Where it stands.
    pub fn phase(&self) -> Phase {
        self.locked().phase()
    }

    /// How often it was submitted.
    pub fn round(&self) -> u32 {
        self.locked().round()
    }

    /// What is asked for now.
    pub fn terms(&self) -> Terms {
        self.locked().terms().clone()
    }

    /// The digest of the terms, which everybody who signs names.
    pub fn digest(&self) -> String {
        self.locked().digest().to_owned()
    }

    /// The name of its tier, once it was submitted.
    pub fn tier(&self) -> Option<String> {
        self.locked().tier().map(|tier| tier.name.clone())
    }

    /// The step it waits for.
    pub fn next_step(&self) -> Option<AwaitedStep> {
        self.locked().next_step().map(|(step, of)| AwaitedStep {
            step,
            act: of.act,
            role: of.role.clone(),
            clause: of.clause.clone(),
        })
    }

    /// Submits it. `NotPermitted` carries what is missing; the case then stays as it was.
    pub fn submit(
        &self,
        request: SubmitRequest,
        rules: Arc<ApprovalRules>,
    ) -> Result<Phase, KeyaccountError> {
        guarded(|| Ok(self.locked().submit(request, &rules.core)?))
    }

    /// Takes the next step: sign, approve, file, return, reject.
    pub fn act(
        &self,
        request: ActRequest,
        organisation: Arc<Organisation>,
    ) -> Result<Phase, KeyaccountError> {
        guarded(|| Ok(self.locked().act(request, &organisation.core)?))
    }

    /// Changes the terms, so that it must be submitted again.
    pub fn amend(&self, request: AmendRequest) -> Result<Phase, KeyaccountError> {
        guarded(|| Ok(self.locked().amend(request)?))
    }

    /// Withdraws it.
    pub fn withdraw(&self, request: WithdrawRequest) -> Result<Phase, KeyaccountError> {
        guarded(|| Ok(self.locked().withdraw(request)?))
    }

    /// Whether it may be submitted, in short.
    pub fn decide_submit(
        &self,
        request: SubmitRequest,
        rules: Arc<ApprovalRules>,
    ) -> Result<Answer, KeyaccountError> {
        guarded(|| Ok(self.locked().decide_submit(&request, &rules.core)))
    }

    /// Whether it may be submitted, and why.
    pub fn explain_submit(
        &self,
        request: SubmitRequest,
        rules: Arc<ApprovalRules>,
    ) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.locked().explain_submit(&request, &rules.core)))
    }

    /// Whether a person may take the next step, in short.
    pub fn decide_act(
        &self,
        request: ActRequest,
        organisation: Arc<Organisation>,
    ) -> Result<Answer, KeyaccountError> {
        guarded(|| Ok(self.locked().decide_act(&request, &organisation.core)))
    }

    /// Whether a person may take the next step, and why.
    pub fn explain_act(
        &self,
        request: ActRequest,
        organisation: Arc<Organisation>,
    ) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.locked().explain_act(&request, &organisation.core)))
    }

    /// Whether the terms may be changed, in short.
    pub fn decide_amend(&self, request: AmendRequest) -> Result<Answer, KeyaccountError> {
        guarded(|| Ok(self.locked().decide_amend(&request)))
    }

    /// Whether the terms may be changed, and why.
    pub fn explain_amend(&self, request: AmendRequest) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.locked().explain_amend(&request)))
    }

    /// Whether it may be withdrawn, in short.
    pub fn decide_withdraw(&self, request: WithdrawRequest) -> Result<Answer, KeyaccountError> {
        guarded(|| Ok(self.locked().decide_withdraw(&request)))
    }

    /// Whether it may be withdrawn, and why.
    pub fn explain_withdraw(&self, request: WithdrawRequest) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.locked().explain_withdraw(&request)))
    }

    /// Who may take the next step on a day, and why others may not.
    pub fn who_may_act(
        &self,
        on: CalendarDate,
        organisation: Arc<Organisation>,
    ) -> Result<WhoMayAct, KeyaccountError> {
        guarded(|| Ok(self.locked().who_may_act(on, &organisation.core)))
    }

    /// What happened, line by line.
    pub fn history(&self, language: Language, organisation: Arc<Organisation>) -> Vec<String> {
        self.locked().history(language, &organisation.core)
    }

    /// Where it stands, what it lacks and who may act.
    pub fn report(
        &self,
        on: CalendarDate,
        organisation: Arc<Organisation>,
        submission: Option<SubmitRequest>,
        rules: Arc<ApprovalRules>,
    ) -> Result<CaseReport, KeyaccountError> {
        guarded(|| Ok(self.locked().report(on, &organisation.core, submission.as_ref(), &rules.core)))
    }

    /// A report as people read it.
    pub fn report_text(
        &self,
        report: CaseReport,
        rules: Arc<ApprovalRules>,
        organisation: Arc<Organisation>,
        language: Language,
    ) -> Result<String, KeyaccountError> {
        guarded(|| Ok(self.locked().report_text(&report, &rules.core, &organisation.core, language)))
    }
}

/// A case with the organisation it is decided in, and what is at hand for its submission.
#[derive(Debug, uniffi::Record)]
pub struct CaseFile {
    /// The case.
    pub case: Arc<ApprovalCase>,
    /// The people that decide.
    pub organisation: Arc<Organisation>,
    /// The papers at hand.
    pub papers: Papers,
    /// What else is known.
    pub circumstances: Circumstances,
}

/// Reads a case file, such as another program wrote it.
#[uniffi::export]
pub fn read_case_file(file: String, bytes: Vec<u8>) -> Result<CaseFile, KeyaccountError> {
    guarded(|| {
        let read = approval::CaseFile::from_json(&file, &text_of(&file, bytes)?)?;
        Ok(CaseFile {
            case: Arc::new(ApprovalCase { core: Mutex::new(read.case) }),
            organisation: Arc::new(Organisation { core: read.organisation }),
            papers: read.papers,
            circumstances: read.circumstances,
        })
    })
}

/// What awaits a person among these cases.
#[uniffi::export]
pub fn my_acts(
    cases: Vec<Arc<ApprovalCase>>,
    person: PersonId,
    on: CalendarDate,
    organisation: Arc<Organisation>,
) -> Vec<AwaitedAct> {
    cases
        .iter()
        .flat_map(|case| approval::my_acts([&*case.locked()], &person, on, &organisation.core))
        .collect()
}
