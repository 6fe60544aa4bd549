"""What was taken out of the record by hand, as text."""

from __future__ import annotations

from chancery.cli.answer import put
from chancery.cli.layout import hang, terminal_width
from chancery.cli.paint import bold, dim, say
from chancery.model.decision import active
from chancery.record import Record, decisions


def show(record: Record, *, json: bool) -> None:
    """Print the rows that a rejection keeps out, with the words they rested on."""
    found = [decision for decision in active(decisions.read(record.path)) if decision.kind == "reject"]
    with record.view() as view:
        unapplied = dict(view.unapplied())
    if json:
        put({"rejected": [{"decision": d, "unapplied": unapplied.get(d.id)} for d in found]})
        return
    columns = terminal_width()
    lines = [] if found else ["no row was rejected"]
    for decision in found:
        (target,) = decision.on
        stale = f" (no longer applies: {unapplied[decision.id]})" if decision.id in unapplied else ""
        lines.extend(hang("", f"{bold(target.name)}  {target.kind}, {target.id}{stale}", columns))
        note = f": {decision.note}" if decision.note else ""
        lines.extend(hang("  ", f"by {decision.who}, {decision.when[:10]}{note} {dim(decision.id)}", columns))
        lines.extend(line for sight in target.seen[:1] for line in hang("  ", f"“{sight.quote}”", columns))
    say(lines)
