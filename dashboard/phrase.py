"""The words of an indicator that a sentence about its figure is made of; part of its YAML."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Phrase(BaseModel):
    """What is spoken of, at what moment, and the nouns and verbs that go with the number.

    onderwerp: the noun with its article, also after "geen cijfer over". tijdstip: whether a month or year is lived through
    (in), counted at its end or on its first day. A count has een, veel, geen and both verbs; a share has groep (of whom) and
    one verb; any other measure has eenheid after the number or voor before it. noemer: what is divided by, as a plural.
    nota: what is always said beside the figure; boven_100: why a share can pass 100%. kop: how a title says a share of whom
    the sentence itself needs many words for, after the number.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    onderwerp: str
    tijdstip: Literal["in", "eind", "begin"] = "in"
    een: str = ""
    veel: str = ""
    geen: str = ""
    werkwoord_een: str = ""
    werkwoord_veel: str = ""
    groep: str = ""
    slot: str = ""
    voor: str = ""
    eenheid: str = ""
    eenheid_een: str = ""
    noemer: str = ""
    nota: str = ""
    boven_100: str = ""
    kop: str = ""
