"""Debian's nginx with the configuration of `deploy/`, on the loopback: same text, other addresses, no certificate."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.database import ROOT

CONFIGURATION = ROOT / "deploy" / "nginx" / "activeringsmonitor.conf"
ABSENT = "Er is geen nginx (Debian: apt-get install nginx-light); deze proef is overgeslagen."
AROUND = """daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    log_format proef '$uri|$status|$upstream_addr|$am_lezer';
    access_log {folder}/access.log proef;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{site}
}}
"""


@dataclass(frozen=True)
class Visit:
    """One request as nginx wrote it down when it was over."""

    pad: str
    status: int
    server: str
    lezer: str


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its address and where it writes what it served."""

    address: str
    log: Path

    def visits(self) -> list[Visit]:
        """Every request that is over, oldest first. A request that went on to another server counts for the last."""
        lines = [line.split("|") for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [Visit(pad, int(status), server.split(", ")[-1], reader) for pad, status, server, reader in lines]


def program() -> str | None:
    """The nginx of this machine; Debian keeps it where only root looks."""
    return shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))


def on_loopback(text: str, port: int, servers: Sequence[int], folder: Path) -> str:
    """The site's configuration for this machine; ValueError when a part that must be replaced is not there exactly as often."""
    replaced = (
        (r"\n    server 127\.0\.0\.1:8501( [^;]*);", rf"\n    server 127.0.0.1:{servers[0]}\1;", 1),
        (r"\n    server 127\.0\.0\.1:8502( [^;]*);", rf"\n    server 127.0.0.1:{servers[1]}\1;", 1),
        (r"/var/cache/nginx/activeringsmonitor", f"{folder}/bewaard", 1),
        (r"server \{\n    listen 80;.*?\n\}\n", "", 1),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};", 1),
        (r"    listen \[::\]:443 ssl http2;\n", "", 1),
        (r"    ssl_[a-z_]+ +[^;]+;\n", "", 4),
        (r" Secure;", "", 1),
    )
    for pattern, new, times in replaced:
        text, found = re.subn(pattern, new, re.sub(r"(?m)^ *#.*\n", "", text), flags=re.DOTALL)
        if found != times:
            raise ValueError(f"{CONFIGURATION.name}: '{pattern}' staat er {found} keer in plaats van {times}")
    return text


@contextmanager
def proxied(nginx: str, port: int, servers: Sequence[int], folder: Path) -> Iterator[Proxy]:
    """Run it until the proof is done; RuntimeError with its own words when it does not start."""
    site = on_loopback(CONFIGURATION.read_text(encoding="utf-8"), port, servers, folder)
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(folder=folder, site=site), encoding="utf-8")
    command = [nginx, "-p", str(folder), "-c", str(configuration), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        for _ in range(100):
            if process.poll() is not None:
                raise RuntimeError((folder / "error.log").read_text(encoding="utf-8"))
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/monitor/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError((folder / "error.log").read_text(encoding="utf-8"))
        yield Proxy(f"http://127.0.0.1:{port}/monitor", folder / "access.log")
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)
