"""Load a delivery: see first what it would change, then accept it; or return to an earlier snapshot."""

from dashboard.components import prompt, sections_inladen

prompt(
    "Hier laadt u een levering in.",
    ["U ziet eerst wat er zou veranderen. Er verandert pas iets wanneer u aanvaardt, en u kunt terugkeren."],
)
if sections_inladen.admitted():
    sections_inladen.offer()
    sections_inladen.undo()
