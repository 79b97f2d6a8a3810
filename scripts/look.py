#!/usr/bin/env python3
"""Looks at the HTML page of a record in a browser without a window, wide and narrow, light and dark.

    python3 scripts/look.py page.html [--keep FOLDER]

Says what it saw, and fails if the page is wider than the window, dark where it should be light, if a link from a row
does not bring its words into view and light them up, if contrast is too low to read, or if anything is loaded. Without
chromium it says so and succeeds.
"""

import argparse
import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from html import unescape
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = {"wide": (1400, 1000), "narrow": (400, 900)}

# Shows the page in a frame of the size asked for, follows links in it, and writes what it measured where
# --dump-dom shows it. The page itself has no script.
PROBE = """<!doctype html><meta charset="utf-8">
<style>body{margin:0}iframe{border:0;display:block;width:%(width)dpx;height:%(height)dpx}</style>
<iframe src="%(page)s"></iframe><pre id="seen"></pre>
<script>
const frame = document.querySelector("iframe");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const rgb = (color) => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = (color) => {
  const [r, g, b] = rgb(color).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
async function look() {
  const page = frame.contentDocument, view = frame.contentWindow;
  const style = (element) => view.getComputedStyle(element);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const color = style(element).backgroundColor;
      if (rgb(color)[3] > 0) return color;
    }
    return "white";
  };
  const seen = {links: {}, contrast: {}};
  seen.overflow = page.documentElement.scrollWidth - page.documentElement.clientWidth;
  seen.wider = [...page.querySelectorAll("main *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return !e.closest(".vh") && box.width > 0 && (box.right > frame.clientWidth + 1 || box.left < -1);
  }).map((e) => e.outerHTML.slice(0, 80));
  seen.columns = page.querySelector("article").getBoundingClientRect().right
    <= page.querySelector("#record").getBoundingClientRect().left + 1 ? 2 : 1;
  seen.landmarks = ["header", "nav", "main", "article", "section", "h1", "h2"].filter((n) => page.querySelector(n));
  seen.longer = page.documentElement.scrollHeight - page.documentElement.clientHeight;
  seen.lang = page.documentElement.lang;
  seen.loaded = view.performance.getEntriesByType("resource").map((entry) => entry.name);
  const samples = ["article p", ".legend span", ".soft", ".no", "sup a", ".cue", ".trg", ".say", "dt", "dd", ".type",
    ".how", "thead th", ".count", ".said", ".words", "h2", "td"];
  for (const selector of samples) {
    for (const element of page.querySelectorAll(selector)) {
      const found = contrast(style(element).color, behind(element));
      if (!(seen.contrast[selector] <= found)) seen.contrast[selector] = Math.round(found * 100) / 100;
    }
  }
  const links = [...page.querySelectorAll("a.no")].filter((a) => a.getAttribute("href").startsWith("#at-"));
  const marked = links.map((link) => {
    const name = link.getAttribute("href").slice(1);
    const row = page.getElementById(name).className.replace(/^at at-/, "");
    const pieces = [...page.querySelectorAll("#text ." + CSS.escape(row))];
    return {name, pieces, before: pieces.map((piece) => style(piece).backgroundColor)};
  });
  for (const {name, pieces, before} of marked) {
    view.location.hash = name;
    await pause(15);
    const box = page.getElementById(name).getBoundingClientRect();
    seen.links[name] = {
      pieces: pieces.length,
      lit: pieces.filter((piece, i) => style(piece).backgroundColor !== before[i]).length,
      visible: box.top >= 0 && box.top < frame.clientHeight && box.left >= 0 && box.left <= frame.clientWidth,
      contrast: Math.min(...pieces.map((piece) => contrast(style(piece).color, behind(piece)))),
    };
  }
  const back = page.querySelector("sup a");
  if (back) {
    view.location.hash = back.getAttribute("href");
    await pause(50);
    const target = page.querySelector("li:target, tr:target");
    const box = target ? target.getBoundingClientRect() : null;
    seen.back = !!box && box.bottom > 0 && box.top < frame.clientHeight && behind(target) !== behind(target.parentElement);
  }
  document.getElementById("seen").textContent = JSON.stringify(seen);
}
frame.addEventListener("load", () => look().catch((error) => {
  document.getElementById("seen").textContent = JSON.stringify({error: String(error.stack || error)});
}));
</script>
"""


def browser():
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return None


def run(program, arguments, scheme, size, profile):
    width, height = size
    command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
               "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
               "--force-prefers-reduced-motion", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}",
               f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}", f"--window-size={width},{height}"]
    done = subprocess.run(command + arguments, capture_output=True, text=True, timeout=300)
    if done.returncode:
        sys.exit(f"look: {program} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def pixels(file):
    """A PNG of the browser's as its width, its height, and a function that gives the colour at a point."""
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            assert depth == 8 and color in (2, 6) and not interlaced, "a PNG of another kind"
        elif kind == b"IDAT":
            packed += body
        at += length + 12
    step = 3 if color == 2 else 4
    raw, stride = zlib.decompress(packed), width * step
    rows, above = [], bytes(stride)
    for y in range(height):
        start = y * (stride + 1)
        method, line = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        for i in range(stride):
            left = line[i - step] if i >= step else 0
            up, corner = above[i], above[i - step] if i >= step else 0
            if method == 1:
                add = left
            elif method == 2:
                add = up
            elif method == 3:
                add = (left + up) // 2
            elif method == 4:
                guess = left + up - corner
                add = min((left, up, corner), key=lambda v: abs(guess - v))
            else:
                add = 0
            line[i] = (line[i] + add) & 255
        rows.append(bytes(line))
        above = line
    return width, height, lambda x, y: tuple(rows[y][x * step:x * step + 3])


def looks(scheme, name, seen, corner):
    """What is wrong with what was seen."""
    if "error" in seen:
        return [seen["error"]]
    wrong = []
    say = lambda ok, what: ok or wrong.append(what)
    say(seen["overflow"] <= 0 and not seen["wider"], f"wider than the window by {seen['overflow']}: {seen['wider'][:3]}")
    say(seen["columns"] == (2 if name == "wide" else 1), f"{seen['columns']} columns")
    say(name == "narrow" or seen["longer"] <= 0, f"the page scrolls by {seen['longer']}, not its columns")
    say(seen["landmarks"] == ["header", "nav", "main", "article", "section", "h1", "h2"], f"only {seen['landmarks']}")
    say(seen["lang"] == "en", f"lang={seen['lang']!r}")
    say(not seen["loaded"], f"loads {seen['loaded']}")
    for selector, found in seen["contrast"].items():
        say(found >= 4.5, f"contrast of {selector} is {found}")
    say(seen["links"], "no row is linked to the text")
    for link, found in seen["links"].items():
        say(found["visible"], f"{link} is not in view")
        say(found["pieces"] and found["lit"] == found["pieces"], f"{link}: {found['lit']} of {found['pieces']} lit")
        say(found["contrast"] >= 4.5, f"contrast at {link} is {found['contrast']:.2f}")
    say(seen.get("back", True), "a number in the text does not lead to its row")
    say(max(corner) < 64 if scheme == "dark" else min(corner) > 200, f"the corner of a {scheme} page is {corner}")
    return wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("page", type=Path)
    arguments.add_argument("--keep", type=Path, help="a folder for the screenshots")
    arguments = arguments.parse_args()
    program = browser()
    if not program:
        print("look: skipped: there is no chromium")
        return 0
    html = arguments.page.read_text(encoding="utf-8")
    asked = re.findall(r"(?:\bsrc=|url\(|@import|<link\b|<script\b)", html)
    failures = [f"the page has {asked}"] if asked else []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        page = folder / "page.html"
        page.write_text(html, encoding="utf-8")
        for scheme in ("light", "dark"):
            for name, size in SIZES.items():
                probe = folder / "probe.html"
                probe.write_text(PROBE % {"page": "page.html", "width": size[0], "height": size[1]}, encoding="utf-8")
                profile = folder / "profile"
                dom = run(program, ["--allow-file-access-from-files", "--virtual-time-budget=60000", "--dump-dom",
                                    probe.as_uri()], scheme, (1500, 1100), profile)
                text = unescape(re.search(r'<pre id="seen">(.*?)</pre>', dom, re.S)[1])
                seen = json.loads(text) if text else {"error": "the page was not looked at in time"}
                shot = (arguments.keep or folder) / f"{name}-{scheme}.png"
                shot.parent.mkdir(parents=True, exist_ok=True)
                # A window is not narrower than 500 points; the frame of the probe is.
                plain = folder / "frame.html"
                plain.write_text(PROBE.split("<pre")[0] % {"page": "page.html", "width": size[0], "height": size[1]},
                                 encoding="utf-8")
                run(program, [f"--screenshot={shot}", plain.as_uri()], scheme, (max(size[0], 500), size[1]), profile)
                _, height, color = pixels(shot)
                corner = color(3, height - 4)
                wrong = looks(scheme, name, seen, corner)
                failures += [f"{name}, {scheme}: {what}" for what in wrong]
                if "error" not in seen:
                    print(f"look: {name}, {scheme}: {len(seen['links'])} links lead to words that light up, "
                          f"least contrast {min(seen['contrast'].values())}, corner {corner}")
    for failure in failures:
        print(f"look: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
