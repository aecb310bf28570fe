"""Customer files: what may be done with them and by whom, a log of what was done, what they consist of, how
long they are kept, what follows a leak, and how what identifies a person is taken out of them.

An attempt is held against the matrix of a policy and the registers of the organisation by an
:class:`AccessDesk`: fast (:meth:`~AccessDesk.decide`), with every reason (:meth:`~AccessDesk.explain`), or
the other way round (who may, and what may somebody do). What needs an approval takes an
:class:`AccessRequest`.

Instants are ``datetime`` without a time zone, those of the organisation's zone. What is refused raises
:class:`Refused` and changes nothing.
"""

from keyaccount._archive.access import (
    AccessDesk,
    AccessRegisters,
    AccessRequest,
    AccessRules,
    file_of,
)
from keyaccount._archive.composition import CompositionPolicy
from keyaccount._archive.incident import Incident
from keyaccount._archive.log import (
    LogWriter,
    audited_entries,
    log_mark,
    read_checkpoint,
    search_log,
    sign_checkpoint,
    signed_bytes,
    verify_log,
)
from keyaccount._archive.privacy import anonymise, deidentify, read_table, write_table
from keyaccount._archive.retention import Disposal, RetentionRules, read_records
from keyaccount._decided import Refused
from keyaccount._records import archive, incident, retention
from keyaccount._records._plain import PolicySection
from keyaccount._records.archive import *  # noqa: F403 - all records of these sections, as they are generated
from keyaccount._records.decisions import (
    AccessForm,
    Answer,
    ArchiveAction,
    ArchivePart,
    BasicField,
    Disposition,
    IncidentStep,
    Jurisdiction,
    KeepFor,
    KeepForMonths,
    KeepForPermanent,
    NoticeContent,
    Permission,
    ReasonCode,
    RegisterField,
    RetentionBasis,
    RetentionBasisChosen,
    RetentionBasisLaw,
    RetentionTrigger,
    Verdict,
    VerdictOutcome,
)
from keyaccount._records.due import Due
from keyaccount._records.incident import *  # noqa: F403
from keyaccount._records.retention import *  # noqa: F403
from keyaccount.approval import Organisation

__all__ = [
    "AccessDesk",
    "AccessForm",
    "AccessRegisters",
    "AccessRequest",
    "AccessRules",
    "Answer",
    "ArchiveAction",
    "ArchivePart",
    "BasicField",
    "CompositionPolicy",
    "Disposal",
    "Disposition",
    "Due",
    "Incident",
    "IncidentStep",
    "Jurisdiction",
    "KeepFor",
    "KeepForMonths",
    "KeepForPermanent",
    "LogWriter",
    "NoticeContent",
    "Organisation",
    "Permission",
    "PolicySection",
    "ReasonCode",
    "Refused",
    "RegisterField",
    "RetentionBasis",
    "RetentionBasisChosen",
    "RetentionBasisLaw",
    "RetentionRules",
    "RetentionTrigger",
    "Verdict",
    "VerdictOutcome",
    "anonymise",
    "audited_entries",
    "deidentify",
    "file_of",
    "log_mark",
    "read_checkpoint",
    "read_records",
    "read_table",
    "search_log",
    "sign_checkpoint",
    "signed_bytes",
    "verify_log",
    "write_table",
]
__all__ += archive.__all__
__all__ += incident.__all__
__all__ += retention.__all__
