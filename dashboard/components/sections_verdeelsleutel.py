"""The parts of the page of the cost sharing: the finding, what every key means for whom, the counts, capacity and the cases."""

from __future__ import annotations

from dashboard import charts, store, survey
from dashboard import components as parts
from dashboard.areas import OWN_GROUP
from dashboard.catalogue import catalogue
from dashboard.components import choosers_capaciteit, choosers_verdeelsleutel, sections
from dashboard.components.choosers_verdeelsleutel import Choice
from dashboard.components.plots import plot
from dashboard.cost_sharing import INDICATORS, KINDS, capacity, capacity_words, examples, tables, words
from dashboard.cost_sharing.money import euro_range
from dashboard.cost_sharing.plan import Plan
from dashboard.findings import left_out
from dashboard.groups import PREFIX
from dashboard.markup import fold, joined, link, paragraphs
from dashboard.sentences.place import Place
from dashboard.store import verdeelsleutel as kept
from dashboard.survey import tables as survey_tables
from dashboard.wording import capital, counted, day, period

CHOOSE = "Kies een regio of uw eigen groep. Deze pagina verdeelt een gezamenlijke kost over de gemeenten ervan."
EXAMPLE = ("Welzijnsband Meetjesland", "regiegebied:welzijnsband-meetjesland", "regiegebied")
MOST_ROWS = 30
HATCHED = "Gestreept in de grafiek: alles tussen het laagste en het hoogste bedrag is mogelijk."
LONG = 25


def nothing(view: Choice) -> None:
    """What to do when no group is chosen, or one with nothing to share over."""
    name, area_id, soort = EXAMPLE
    if view.gebied.soort not in kept.SINGLE:
        parts.prompt("Een kost verdelen kan pas met minstens twee gemeenten.", [left_out(list(view.onbekend))])
        return
    said = "" if view.gebied.soort == "vlaanderen" else f"U koos één gemeente: {view.gebied.naam}."
    parts.prompt(CHOOSE, [said])
    parts.html(joined([paragraphs(["Bijvoorbeeld:"]), link(name, {"gebied": area_id, "soort": soort})]))


def opening(snapshot_id: str, view: Choice) -> None:
    """Who pays most, for whom the choice of a key matters, and what is not certain."""
    plan = view.plan
    composed = "" if view.gebied.soort == OWN_GROUP else _composition(snapshot_id, view)
    lead = [words.swing(plan), words.fixed_words(plan), " ".join(words.doubts(plan)), left_out(list(view.onbekend))]
    lead.append(words.assumed(view.aangenomen))
    parts.finding(words.finding(plan, place(view)), [*lead, composed])
    for reason in dict.fromkeys(text for key, text in plan.waarom.items() if key not in ("", plan.gekozen)):
        if reason != words.finding(plan, ""):
            parts.notice(reason)


def place(view: Choice) -> str:
    """The group as it stands in a sentence."""
    return Place(view.gebied.soort, view.gebied.naam, view.gebied.gebied_id).text


def _composition(snapshot_id: str, view: Choice) -> str:
    known = store.areas(snapshot_id)
    listed = (known["gebied_id"] == view.gebied.gebied_id).any()
    return sections.composition(snapshot_id, view.gebied) if listed else ""


def every_key(snapshot_id: str, view: Choice) -> None:
    """What each member pays under every key: chart, table, source, files."""
    plan = view.plan
    title = f"Wat elke sleutel betekent voor {place(view)}"
    parts.section(title)
    parts.html(paragraphs([words.NO_CLAIM, words.TRAJECTORIES]))
    if not plan.shown:
        return
    shown = _order(view)
    series = [
        charts.KeyMarks(key.naam, key.id == plan.gekozen, tuple(_mark(view, key.id, key.naam, at) for at in shown))
        for key in plan.shown
    ]
    names = [plan.leden[at].naam for at in shown]
    written = [euro_range(plan.chosen[at].onder, plan.chosen[at].boven) if plan.chosen else "" for at in shown]
    drawing = charts.keys(names, series, written, "euro per gemeente", parts.scheme(), sample(snapshot_id, view))
    less = f"De grafiek toont de {MOST_ROWS} gemeenten met het hoogste bedrag. " if len(shown) < len(plan.leden) else ""
    said = words.finding(plan, place(view))
    alt = f"{title}. {said} {less}De tabel onder de grafiek geeft elk bedrag."
    parts.html(paragraphs([less, HATCHED if uncertain(plan) else ""]))
    plot(
        charts.Figure(drawing.traces, drawing.layout),
        "sleutels",
        alt,
        _file(snapshot_id, view),
        title,
        _source(snapshot_id, view),
    )
    table = tables.amounts(plan, "Bedrag per gemeente en per sleutel")
    parts.html(table if len(plan.leden) <= LONG else fold(counted(len(plan.leden), "gemeente", "gemeenten"), table))
    parts.sourced(*_sourced(snapshot_id, view))
    name = _file(snapshot_id, view).removeprefix("activeringsmonitor-")
    notes = tables.notes(
        plan, capital(place(view)), moments(snapshot_id, view), _names(), sample(snapshot_id, view), snapshot_id
    )
    parts.table_downloads(name, tables.frame(plan), notes, "Verdeelsleutel", "sleutels")
    told = [words.origin(key) for key in plan.sleutels] + [tables.example_words(example) for example in examples()]
    parts.html(fold("Waar deze sleutels en bedragen vandaan komen", paragraphs(told)))


def _order(view: Choice) -> list[int]:
    """The members with the highest amounts first, at most as many as a chart can hold."""
    amounts = view.plan.chosen or view.plan.bedragen[view.plan.shown[0].id]
    return sorted(range(len(amounts)), key=lambda at: (-amounts[at].boven, at))[:MOST_ROWS]


def _mark(view: Choice, key: str, name: str, at: int) -> tuple[float, float, str]:
    amount = view.plan.bedragen[key][at]
    text = f"<b>{view.plan.leden[at].naam}</b>: {euro_range(amount.onder, amount.boven)}<br>volgens {name}"
    return amount.onder / 100, amount.boven / 100, text


def uncertain(plan: Plan) -> bool:
    """Whether any amount shown is a range."""
    return any(not amount.exact for amounts in plan.bedragen.values() for amount in amounts)


def counts(snapshot_id: str, view: Choice) -> None:
    """The counts behind the amounts, how each is known, and where a reader puts counts of one's own."""
    parts.section("De aantallen waarmee we rekenen")
    table = tables.counts(view.plan, moments(snapshot_id, view))
    parts.html(table if len(view.plan.leden) <= LONG else fold("Alle aantallen", table))
    parts.sourced(*_sourced(snapshot_id, view))
    choosers_verdeelsleutel.own_counts(view)


def scale(snapshot_id: str, view: Choice) -> None:
    """What the reader's VTE and caseload mean in people, for every member and for a combination."""
    parts.section("Capaciteit: genoeg voor twee trajectbegeleiders?")
    vte, load, together = choosers_capaciteit.capacity_choice(view.plan.leden)
    whole = len(together) == len(view.plan.leden)
    name = "Alle gemeenten samen" if whole else f"{counted(len(together), 'gemeente', 'gemeenten')} samen"
    where = place(view) if whole else f"de combinatie van {counted(len(together), 'gemeente', 'gemeenten')}"
    found = capacity.places(view.plan.leden, together, name)
    said = [] if vte or load else [capacity_words.ASK]
    said += [capacity_words.per_worker_words(found[-1], where, vte)] if vte else []
    said += [capacity_words.scale_words(found[-1], where, load)] if load else []
    parts.html(paragraphs([*said, capacity_words.BOTH, capacity_words.ADVICE]))
    note = ", ".join(f"{words.WORDS[kind]}: {moments(snapshot_id, view)[kind]}" for kind in capacity.COUNTED)
    table = capacity_words.capacity_table(found, load, note)
    parts.html(table if len(found) <= LONG else fold("Alle gemeenten", table))
    parts.sourced(*_sourced(snapshot_id, view))


def cases() -> None:
    """The cases of the study, each with its own definitions; no norm."""
    parts.section("Hoe het in zes cases van de studie was")
    parts.html(
        paragraphs([*survey.flaws("cases"), "Gebruik deze cijfers niet als norm voor uw eigen VTE of caseload."])
    )
    parts.html(survey_tables.case_tables())
    parts.remark(survey.case_source())


def moments(snapshot_id: str, view: Choice) -> dict[str, str]:
    """The period of each count as read."""
    frames = kept.figures(snapshot_id, view.periode)
    mean = " (gemiddelde)" if len(view.periode) == len("2024") else ""
    known = frames["inwoners"]
    people = day(known["van"].iloc[0].date()) if len(known) else period(view.periode)
    end = "" if mean else "eind "
    return {
        "inwoners": people,
        "leefloon": f"{period(view.periode)}{mean}",
        "trajecten": f"{end}{period(view.periode)}{mean}",
    }


def sample(snapshot_id: str, view: Choice) -> bool:
    """Whether a count that is used and not the reader's own is invented."""
    codes = {member.nis for member in view.plan.leden}
    invented = kept.invented(snapshot_id, view.periode)
    return any(
        not places.isdisjoint(codes - {nis for own, nis in view.eigen if own == kind})
        for kind, places in invented.items()
    )


def _names() -> list[str]:
    entries = [catalogue().indicatoren[INDICATORS[kind]] for kind in KINDS]
    return list(dict.fromkeys(source.naam for entry in entries for source in catalogue().sources_of(entry)))


def _sourced(snapshot_id: str, view: Choice) -> tuple[list[str], str, bool, str, str]:
    said = moments(snapshot_id, view)
    told = "; ".join(f"{words.WORDS[kind]}: {said[kind]}" for kind in KINDS)
    return (
        _names(),
        snapshot_id,
        sample(snapshot_id, view),
        told,
        "met eigen cijfers" if view.eigen else "zonder eigen cijfers",
    )


def _source(snapshot_id: str, view: Choice) -> str:
    names, snapshot, _, told, own = _sourced(snapshot_id, view)
    return " · ".join([f"Bron: {'; '.join(names)}", told, own, f"snapshot {snapshot}"])


def _file(snapshot_id: str, view: Choice) -> str:
    name = view.gebied.gebied_id.partition(":")[2] if not view.gebied.gebied_id.startswith(PREFIX) else "eigen-groep"
    return f"activeringsmonitor-verdeelsleutel-{name}{'-voorbeeldcijfers' if sample(snapshot_id, view) else ''}"
