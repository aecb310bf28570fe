"""What is due, from records and from a book: what a type checker must understand of it."""

from datetime import date, datetime, timedelta
from pathlib import Path

from keyaccount import Book, Policy
from keyaccount.due import (
    BookDue,
    CalendarDays,
    CallCustomer,
    CallStage,
    ContactKind,
    ContactMade,
    Due,
    DueKind,
    DueList,
    DuePart,
    Looking,
    Regularity,
    WorkCalendar,
    calls_of,
    contact_days,
    due_list,
    to_csv,
    to_ics,
)


def of_records() -> DueList:
    """The calls of one customer, who was called a week and a day ago."""
    policy = Policy.shipped("standard")
    at = datetime(2026, 11, 24, 9)
    log = [ContactMade(at=datetime(2026, 11, 16, 10), kind=ContactKind.PHONE)]
    customer = CallCustomer(
        customer_id="K1",
        owner="P1",
        stage=CallStage.NOT_YET_CLOSED,
        contacts=contact_days(log, policy=policy, at=at),
    )
    calendar = WorkCalendar(CalendarDays(holidays=(date(2026, 10, 1),)))
    part: DuePart = calls_of(customer, policy=policy, looking=Looking(at=at), calendar=calendar)
    return due_list([part], policy=policy, at=at)


def of_book(folder: Path) -> tuple[DueList, tuple[Regularity, ...], list[str]]:
    """The list of a person, and how regularly customers were contacted."""
    book_due: BookDue = Book.from_dir(folder).due(
        Policy.shipped("standard"), date(2026, 6, 30), ahead=timedelta(days=7)
    )
    listed = book_due.list([DueKind.CALLS, DueKind.DUTIES], person="李雯")
    columns: list[str] = book_due.table(lang="zh").column_names
    return listed, book_due.regularity(4), columns


def main() -> str:
    """Both of them, in words."""
    listed = of_records()
    entry: Due = listed.entries[0]
    until: datetime | None = entry.until
    sample = Path(__file__).resolve().parents[4] / "examples" / "sample-book"
    of_person, regular, columns = of_book(sample)
    files: tuple[str, str] = (to_csv(of_person, lang="en"), to_ics(of_person, lang="zh"))
    weekly = regular[0].weekly
    percent = weekly.percent if weekly is not None else None
    return f"{entry.sentence('en')}; {until}; {percent}; {columns[-1]}; {[len(file) > 0 for file in files]}"


if __name__ == "__main__":
    print(main())
