"""The months of the map: what is sent for them, and how long the browser needs for one, without any trip to the server."""

from __future__ import annotations

from playwright.sync_api import Browser, Request

from benchmarks.browser import reader
from benchmarks.measures import Measures
from benchmarks.pages import MAP_PAGE
from benchmarks.serving import Server
from benchmarks.spread import spread

STEP = """async (step) => {
  const slider = document.querySelector(".am-kaart-speler input[type=range]");
  const moments = [];
  for (let at = Number(slider.min); at <= Number(slider.max); at += step) {
    slider.value = at;
    const began = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const worked = performance.now() - began;
    // Reading a size makes the browser finish style and layout, which belong to the frame.
    document.querySelector(".am-kaart").getBoundingClientRect();
    const laid = performance.now() - began;
    await new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    }));
    moments.push([worked, laid]);
  }
  return moments;
}"""


def measure_months(browser: Browser, monitor: Server, into: Measures) -> None:
    """Scrub through all months: processor time of one frame (script, style and layout), bytes for all of them, requests made."""
    context = reader(browser)
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(f"{monitor.address}/{MAP_PAGE.adres}")
    tab.locator(".am-kaart-tabel tbody tr").first.wait_for()
    with tab.expect_response("**/kaart/maanden/**") as answer:
        tab.get_by_role("button", name="Maanden bekijken").click()
    tab.get_by_role("slider", name="Maand op de kaart").wait_for()
    answer.value.finished()
    sent = answer.value.request.sizes()["responseBodySize"]
    into.add("maanden.kb", sent / 1000, "kB", "zoals verstuurd, gecomprimeerd")
    asked: list[Request] = []
    tab.on("request", lambda request: asked.append(request))  # Playwright marks its handlers, a method cannot be
    frames_before = tab.evaluate("window.__meting.frames")
    moments = tab.evaluate(STEP, 1)
    into.add(
        "maanden.beeld_ms",
        spread([laid for _, laid in moments]),
        "ms",
        f"waarvan script {spread([one for one, _ in moments]).mediaan:.1f} ms",
    )
    trips = len(asked) + tab.evaluate("window.__meting.frames") - frames_before
    into.add("maanden.serverbezoeken", float(trips), "")
    context.close()
