"""The study of 2023 on activation by OCMWs: its tables, the percentages of its text and its cases, each with its flaws."""

from dashboard import components, survey
from dashboard.components import choosers
from dashboard.markup import fold, paragraphs
from dashboard.survey import tables as survey_tables

GENERAL = ("zelfselectie", "kleine-ocmws")
NO_SAMPLE = "Dit zijn gedrukte cijfers van de studie en geen voorbeeldcijfers. Ze staan los van de andere pagina's."

items = survey.items()
first = next(iter(items))
known = {row["id"]: row["gebrek"] for row in survey.rows("onderzoek_gebreken")}

components.prompt(survey.finding(), [known[name] for name in GENERAL] + [NO_SAMPLE])

item = items[
    choosers.one_chosen("vraag", "Kies een tabel of een vraag", list(items), first, lambda key: items[key].titel)
]

components.section(item.titel)
asked = f"Vraag: {item.vragen[0]}" if item.by_class else ""
if item.by_question:
    asked = "Elke rij is een vraag, in de woorden van de studie."
classes = survey.CLASS_DATE if item.by_class else ""
components.html(paragraphs([asked, f"Aantal antwoorden: {survey.counted(item)}.", classes]))
for text in item.gebreken:
    components.notice(text)
bars = survey.bars(item)
if bars:
    components.shares(item.titel, bars, "onderzoek", survey.source(item))
components.html(paragraphs([survey.no_chart(item)]))
components.html(survey_tables.main_table(item))
components.html(survey_tables.checked(item))
components.remark(survey.source(item))
components.table_downloads(
    f"onderzoek-2023-{item.id}", survey.frame(item), survey.explanation(item), item.titel, "vraag"
)

components.section("Wat u over de hele studie moet weten")
others = [text for concerns in ("enquete", "studie") for text in survey.flaws(concerns)]
shown = [known[name] for name in GENERAL]
components.html(fold("Alle beperkingen van de enquête", paragraphs([text for text in others if text not in shown])))

components.section("Zes cases")
components.html(paragraphs(list(survey.flaws("cases"))))
components.html(survey_tables.case_tables())
components.remark(survey.case_source())
components.table_downloads("onderzoek-2023-cases", survey.case_frame(), survey.case_explanation(), "Cases", "cases")
