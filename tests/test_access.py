"""Who may load: the settings of an installation and the claims of a token, at their edges."""

import pytest

from dashboard import access
from dashboard.access import Access
from dashboard.settings import BadSetting

WHOLE = {
    "redirect_uri": "https://monitor.example/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "monitor",
    "client_secret": "geheim",
    "server_metadata_url": "https://aanmelden.example/.well-known/openid-configuration",
}
KNOWN = Access(claim="rollen", rol="inlader", megabytes=20, aanmelding={})
NOW = 1_800_000_000.0


@pytest.fixture
def configured(monkeypatch, tmp_path):
    """Writes the file of the identity provider and names it."""

    def write(section: dict[str, str]) -> None:
        lines = [f'{name} = "{value}"' for name, value in section.items()]
        (tmp_path / "aanmelding.toml").write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
        monkeypatch.setenv(access.FILE, str(tmp_path / "aanmelding.toml"))

    for name in (access.FILE, access.CLAIM, access.ROLE, access.SIZE):
        monkeypatch.delenv(name, raising=False)
    return write


def test_without_a_file_nobody_signs_in(configured):
    assert access.access() is None


def test_a_whole_file_gives_claim_role_and_limit(configured, monkeypatch):
    configured(WHOLE)
    found = access.access()
    assert (found.claim, found.rol, found.megabytes) == ("activeringsmonitor_rol_3d", "inlader", 20)
    assert found.aanmelding == WHOLE
    assert "geheim" not in repr(found)
    for name, value in ((access.CLAIM, "roles"), (access.ROLE, "beheerder"), (access.SIZE, "5")):
        monkeypatch.setenv(name, value)
    found = access.access()
    assert (found.claim, found.rol, found.megabytes) == ("roles", "beheerder", 5)


@pytest.mark.parametrize("name", WHOLE)
def test_an_incomplete_file_stops_the_start(configured, name):
    configured({key: value for key, value in WHOLE.items() if key != name})
    with pytest.raises(BadSetting, match=name):
        access.access()


@pytest.mark.parametrize(
    ("name", "value"), [("cookie_secret", "x" * 31), ("redirect_uri", "https://monitor.example/"), ("client_id", "")]
)
def test_a_weak_or_wrong_value_stops_the_start(configured, name, value):
    configured(WHOLE | {name: value})
    with pytest.raises(BadSetting, match=name):
        access.access()


def test_an_unreadable_file_stops_the_start_without_telling_its_place(configured, monkeypatch, tmp_path):
    monkeypatch.setenv(access.FILE, str(tmp_path / "weg.toml"))
    with pytest.raises(BadSetting) as error:
        access.access()
    assert str(tmp_path) not in str(error.value)


@pytest.mark.parametrize("value", ["0", "501", "-1", "veel", "1.5"])
def test_a_limit_that_is_none_stops_the_start(configured, monkeypatch, value):
    configured(WHOLE)
    monkeypatch.setenv(access.SIZE, value)
    with pytest.raises(BadSetting, match=access.SIZE):
        access.access()


@pytest.mark.parametrize(
    "roles", ["inlader", "lezer inlader", ["inlader"], ["lezer", "inlader:OVO002949"], ("inlader:OVO002949:alles",)]
)
def test_the_role_is_found_however_a_provider_writes_it(roles):
    assert KNOWN.verdict({"iat": NOW - 60, "rollen": roles}, NOW) == "mag"


@pytest.mark.parametrize(
    "roles",
    [None, "", [], "inladers", ["inlader2"], ["OVO:inlader"], "INLADER", {"inlader": True}, [["inlader"]], True],
)
def test_anything_else_is_not_the_role(roles):
    assert KNOWN.verdict({"iat": NOW - 60, "rollen": roles}, NOW) == "geen rol"
    assert KNOWN.verdict({"iat": NOW - 60}, NOW) == "geen rol"


@pytest.mark.parametrize(
    ("age", "verdict"),
    [(0, "mag"), (8 * 3600, "mag"), (8 * 3600 + 1, "verlopen"), (-300, "mag"), (-301, "verlopen")],
)
def test_a_sign_in_counts_for_eight_hours(age, verdict):
    assert KNOWN.verdict({"iat": NOW - age, "rollen": "inlader"}, NOW) == verdict


@pytest.mark.parametrize("issued", [None, "gisteren", True, float("nan"), float("inf")])
def test_a_token_without_its_time_has_expired(issued):
    assert KNOWN.verdict({"iat": issued, "rollen": "inlader"}, NOW) == "verlopen"
