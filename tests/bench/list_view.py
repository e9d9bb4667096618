"""list_view.py - the requirement list for the pages in Python: what
list_page.html shows, read from igtk's records.  DATABASE and the ASSET_ names
come from the environment.  The queries are those of list.php."""
import datetime
import hashlib
import os
import random
import sqlite3
import time

STATES = [("grey", "Not started", "not-started"),
          ("orange", "To re-confirm", "to-reconfirm"),
          ("blue", "In progress", "in-progress"),
          ("green", "Complete", "complete"),
          ("white", "Confirmed", "confirmed")]
OPEN = [("blue", "Open"), ("green", "Confirmed"), ("white", "Published")]
BARS = [("bar-3", "Level 3"), ("bar-2", "Level 2"), ("bar-1", "Level 1"),
        ("bar-0", "Level 0"), ("bar-none", "Not set or not relevant")]
NAV = [("/home", "Home", -1), ("/people", "People", 16 | 256),
       ("/organisations", "Organisations", 256),
       ("/audit", "Audit trail", 16 | 32 | 256)]
ASSETS = {name: "/assets/" + os.environ.get("ASSET_" + name, "")
          for name in ("ICON", "CSS", "JS", "JS_ON")}
SELECT_SESSION = """
SELECT s.person_id, s.org_id, s.begun_at, s.seen_at, p.closed, s.groups,
    COALESCE(g.role, 0) AS role, p.name, o.name AS org, o.type
FROM session s JOIN person p ON p.id = s.person_id
LEFT JOIN org o ON o.id = s.org_id LEFT JOIN role_grant g
    ON g.person_id = s.person_id AND (+g.org_id = s.org_id OR +g.org_id = 0)
WHERE s.token = ?"""
SELECT_YEAR = """
SELECT a.id, a.pack_id, a.version, a.state, a.due_on, a.carried_from, k.title,
    k.mark, k.note, k.rounding, k.grade_level, k.grade_0, k.grade_1, k.grade_2
FROM assessment a JOIN pack k ON k.id = a.pack_id
WHERE a.org_id = ? AND a.version = ?"""
SELECT_ANSWERS = """
SELECT r.number, r.title, r.initiative, a.state, a.level, a.previous_level,
    a.not_relevant, a.target_level, a.evidence, a.plan_state, a.owner
FROM requirement r JOIN answer a
    ON a.org_id = ? AND a.assessment_id = ? AND a.requirement_id = r.id
WHERE r.pack_id = ? ORDER BY r.number"""
connection = None


def database():
    """One connection for a process, as a pool would keep it."""
    global connection
    if connection is None:
        connection = sqlite3.connect(
            "file:" + os.environ["DATABASE"] + "?mode=ro", uri=True,
            isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
    return connection


def session(db, token):
    both = hashlib.blake2b(token.encode()).digest()
    found = db.execute(SELECT_SESSION, (both[:32],)).fetchall()
    now = time.time() * 1e6
    if (not found or found[0]["closed"] or now - found[0]["seen_at"] > 900e6
            or now - found[0]["begun_at"] > 43200e6):
        return None
    s = dict(found[0], roles=512, csrf=both[32:48].hex())
    for row in found:
        s["roles"] |= row["role"]
    return s


def level(n):
    return ("none", "None") if n is None else (str(n), "Level %d" % n)


def now(q):
    if q["exempt"]:
        return ("none", "Exempt")
    if q["not_relevant"]:
        return ("none", "Not relevant")
    return ("none", "Not set") if q["state"] == 0 else level(q["level"])


def read(db, s, version):
    """The year, its initiatives, and its answers; None for no such year."""
    year = db.execute(SELECT_YEAR, (s["org_id"], version)).fetchone()
    if year is None:
        return None
    parts = db.execute("SELECT code, name FROM initiative WHERE pack_id = ? "
                       "ORDER BY position", (year["pack_id"],)).fetchall()
    exempt = {row[0] for row in db.execute(
        "SELECT number FROM exemption WHERE version = ? AND "
        "(+org_id = ? OR +org_type = ?)", (version, s["org_id"], s["type"]))}
    answers = [dict(row, exempt=row["number"] in exempt)
               for row in db.execute(SELECT_ANSWERS, (
                   s["org_id"], year["id"], year["pack_id"]))]
    return dict(year), parts, answers


def tally(year, answers):
    """The figures above the list, and in each answer how it is shown."""
    t = dict.fromkeys(("answered", "not_started", "reached", "planned",
                       "unplanned", "below"), 0)
    counts = [0] * 5
    points = of = accepted = 0
    for q in answers:
        playing = not q["exempt"] and not q["not_relevant"]
        begun = q["state"] != 0
        q["low"] = playing and q["level"] < year["grade_level"]
        q["was"], q["now"] = level(q["previous_level"]), now(q)
        q["goal"], q["tag"] = level(q["target_level"]), STATES[q["state"]]
        t["answered"] += q["state"] >= 3
        t["not_started"] += not begun
        t["reached"] += begun and not q["low"]
        t["planned"] += begun and q["low"] and q["plan_state"] != 0
        t["unplanned"] += begun and q["low"] and q["plan_state"] == 0
        t["below"] += q["low"]
        counts[3 - q["level"] if playing and begun else 4] += 1
        if playing:
            points += q["level"]
            of += 3
            accepted += q["low"] and q["plan_state"] == 2
    half = of // 2 if year["rounding"] == 1 else 0
    t["percent"] = ("%d%%" % ((100 * points + half) // of) if of
                    else "not applicable")
    t["grade"] = year["grade_0" if t["below"] == 0 else "grade_1"
                      if accepted == t["below"] else "grade_2"]
    t["bars"], x = [], 0
    for (name, text), n in zip(BARS, counts):
        left = x * 1100 // len(answers)
        x += n
        t["bars"].append({"name": name, "text": text, "count": n, "x": left,
                          "width": x * 1100 // len(answers) - left})
    return t


def fits(q, parts, asked):
    section, owner, status = asked
    return ((not section or parts[q["initiative"]]["code"] == section)
            and (not owner or q["owner"] == owner)
            and (not status or (q["low"] if status == "below"
                                else q["tag"][2] == status)))


def groups(parts, answers, asked):
    out = []
    for q in answers:
        if not fits(q, parts, asked):
            continue
        if not out or out[-1]["at"] != q["initiative"] + 1:
            out.append({"at": q["initiative"] + 1, "lines": [],
                        "name": parts[q["initiative"]]["name"]})
        out[-1]["lines"].append(q)
    return out


def choices(pairs, chosen):
    return [{"value": value, "text": text, "chosen": value == chosen}
            for value, text in pairs]


def days_left(due):
    n = (due - datetime.date.today()).days
    if n == 0:
        return "due today"
    return "%d day%s %s" % (abs(n), "" if abs(n) == 1 else "s",
                            "late" if n < 0 else "left")


def view(token, version, asked):
    """What list_page.html shows; None: nobody is signed in, or no year."""
    began = time.perf_counter_ns()
    db = database()
    db.execute("BEGIN")
    try:
        s = session(db, token)
        found = s and read(db, s, version)
    finally:
        db.execute("COMMIT")
    if not found:
        return None
    year, parts, answers = found
    due = datetime.date.fromisoformat(year["due_on"])
    owners = dict.fromkeys(q["owner"] for q in answers if q["owner"])
    return dict(
        tally(year, answers), year=year, session=s, assets=ASSETS,
        title=year["title"] + " assessment", to="/assessment/" + version,
        due=due.strftime("%-d %B %Y"), left=days_left(due),
        published=year["state"] == 2, open=OPEN[year["state"]],
        all=len(answers), op=random.getrandbits(63) or 1,
        nav=[part for part in NAV if part[2] & s["roles"]],
        groups=groups(parts, answers, asked),
        sections=choices([("", "All sections")] + [tuple(p) for p in parts],
                         asked[0]),
        owners=choices([("", "Anyone")] + [(o, o) for o in owners], asked[1]),
        states=choices([("", "Any status")] + [(v, t) for _, t, v in STATES]
                       + [("below", "Below the level asked")], asked[2]),
        took="{:,}".format((time.perf_counter_ns() - began) // 1000))


HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
        "'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
