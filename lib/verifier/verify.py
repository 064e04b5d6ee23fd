#!/usr/bin/env python3
"""Checks an evidence bundle of Counterfoil with nothing but Python's standard library.

    python3 verify.py BUNDLE.zip [--anchor FILE] [--key KEY]... [--owners FILE] [--json]

Written from docs/evidence-format.md, apart from the verifier in JavaScript, so that a mistake of one is
seen by the other. Ends with 0 sound, 1 tampered, 2 evidence incomplete, 3 when nothing could be checked.
"""
import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
import zipfile
from datetime import datetime, timezone

CAUSES = {
    "file_missing": ("incomplete", "a file of the bundle is missing"),
    "manifest": ("tampered", "the manifest does not fit the rest of the bundle"),
    "checkpoint_malformed": ("tampered", "a checkpoint cannot be read"),
    "checkpoint_order": ("tampered", "checkpoints are not in the order of their sizes, or of another log"),
    "checkpoint_missing": ("tampered", "the checkpoint before this one is missing"),
    "checkpoint_beyond": ("tampered", "a checkpoint covers more records than there are"),
    "not_covered": ("tampered", "records follow that no checkpoint covers"),
    "range_changed": ("tampered", "one of these records is not what was sealed"),
    "leaf_malformed": ("tampered", "a leaf hash cannot be read"),
    "record_edited": ("tampered", "the record was changed after it was sealed"),
    "record_missing": ("tampered", "the record was taken out"),
    "record_inserted": ("tampered", "a record stands here that was never sealed"),
    "record_moved": ("tampered", "the record stands at another place than it was sealed at"),
    "record_duplicated": ("tampered", "the record stands here a second time"),
    "not_canonical": ("tampered", "the record is not canonical JSON"),
    "malformed": ("tampered", "the record has not the shape of an event"),
    "duplicate_id": ("tampered", "two records have the same id"),
    "id_time": ("tampered", "the time in the id of the record is not its own"),
    "proof_wrong": ("tampered", "the proof does not lead from the record to the checkpoint"),
    "bad_signature": ("tampered", "the signature of a checkpoint is wrong"),
    "unknown_key": ("tampered", "a checkpoint is not signed by the key in force"),
    "key_history": ("tampered", "a change of key does not follow the one before"),
    "key_not_given": ("tampered", "the log is signed by another key than the one that was given"),
    "illegal_transition": ("tampered", "no Counterfoil writes this after what was before"),
    "text_differs": ("tampered", "a personal text is not the one that was recorded"),
    "text_unknown": ("tampered", "a personal text belongs to no record"),
    "anchor_differs": ("tampered", "the log is not the one that was anchored"),
    "cut_off": ("tampered", "the log ends before what was anchored"),
    "anchor_newer": (
        "incomplete",
        "an anchor covers these records, which were sealed after the bundle was made",
    ),
    "anchor_unreadable": ("incomplete", "an anchor cannot be read or is of another log"),
    "anchor_not_comparable": ("incomplete", "an anchor covers another number of records"),
    "no_anchor": ("incomplete", "no anchor was given, so a cut end or a rewritten log would not show"),
    "key_not_vouched": ("incomplete", "the key changed and no earlier key vouches for the new one"),
    "time_order": ("incomplete", "the time of the record is out of order"),
    "heartbeat_gap": ("incomplete", "nothing was sealed for longer than a heartbeat"),
    "text_missing": ("incomplete", "a personal text is gone and no record says that it was erased"),
    "not_sealed": ("incomplete", "entries had long waited for being sealed when the bundle was made"),
    "owner_differs": ("incomplete", "Core has another owner than the log knows"),
    "sealed_late": ("note", "records were written while nothing was sealed"),
    "operation_open": ("note", "a change had no outcome yet"),
    "after_anchor": ("note", "these records are newer than the newest anchor"),
}
VERDICTS = {
    0: "Sound: nothing was changed, and nothing is missing.",
    1: "Tampered: this is not what Counterfoil sealed.",
    2: "Incomplete: what is here is sound, and does not prove everything.",
}
MAX_INTEGER = 2**53 - 1
TOLERANCE_MS = 60_000
HEARTBEAT_MS = 3_600_000 + 600_000


class CannotCheck(Exception):
    """What is given is no bundle, or the call is wrong: exit code 3."""


class Findings:
    """Collects what is wrong; `where` is a place, a pair (first, last), or None."""

    def __init__(self):
        self.list = []

    def add(self, cause, where=None, detail=""):
        first, last = where if isinstance(where, tuple) else (where, where)
        self.list.append(
            {"cause": cause, "severity": CAUSES[cause][0], "from": first, "to": last, "detail": detail}
        )

    def exit_code(self):
        severities = {finding["severity"] for finding in self.list}
        return 1 if "tampered" in severities else 2 if "incomplete" in severities else 0


# --- Ed25519 (RFC 8032 §5.1), verification only ---------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def _recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P:
        return None
    return P - x if x & 1 != sign else x


def _decompress(encoded):
    y = int.from_bytes(encoded, "little")
    x = _recover_x(y & (2**255 - 1), y >> 255)
    y &= 2**255 - 1
    return None if x is None else (x, y, 1, x * y % P)


def _add(a, b):
    u = (a[1] - a[0]) * (b[1] - b[0]) % P
    v = (a[1] + a[0]) * (b[1] + b[0]) % P
    w = 2 * a[3] * b[3] * D % P
    z = 2 * a[2] * b[2] % P
    e, f, g, h = v - u, z - w, z + w, v + u
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _double(a):
    u = a[0] * a[0] % P
    v = a[1] * a[1] % P
    w = 2 * a[2] * a[2] % P
    h = u + v
    e = h - (a[0] + a[1]) * (a[0] + a[1]) % P
    g = u - v
    f = w + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


BASE = _decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
NEUTRAL = (0, 1, 1, 0)


def _sum_of_multiples(pairs):
    """The sum of scalar times point over all pairs, doubling once for all of them."""
    table = [NEUTRAL]
    for _, point in pairs:
        table += [_add(known, point) for known in table]
    result = NEUTRAL
    for bit in range(max(scalar for scalar, _ in pairs).bit_length() - 1, -1, -1):
        result = _double(result)
        index = sum(((scalar >> bit) & 1) << at for at, (scalar, _) in enumerate(pairs))
        if index:
            result = _add(result, table[index])
    return result


def _compress(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


VERIFIED = {}


def ed25519_verify(key, message, signature):
    """Whether a signature of 64 bytes by a key of 32 bytes fits the message."""
    asked = (key, message, signature)
    if asked not in VERIFIED:
        VERIFIED[asked] = _verify(*asked)
    return VERIFIED[asked]


def _verify(key, message, signature):
    point = _decompress(key)
    s = int.from_bytes(signature[32:], "little")
    if point is None or s >= L or len(signature) != 64:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    negative = (P - point[0], point[1], point[2], P - point[3])
    return _compress(_sum_of_multiples([(s, BASE), (k, negative)])) == signature[:32]


# --- Forms ----------------------------------------------------------------------------------------

HEX64 = re.compile(r"[0-9a-f]{64}\Z")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z", re.ASCII)
COUNT = re.compile(r"(?:0|[1-9][0-9]{0,15})\Z")
KEY = re.compile(r"([^+\s]+)\+([0-9a-f]{8})\+(.+)\Z")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
DASH = "\u2014 "


def sha256(data):
    return hashlib.sha256(data).digest()


def text_of(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def lines_of(data):
    lines = data.split(b"\n")
    return lines[:-1] if lines[-1] == b"" else lines


def time_of(text):
    """Milliseconds since 1970, or None for another form."""
    if not isinstance(text, str) or not INSTANT.match(text):
        return None
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return None
    delta = moment - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return delta.days * 86_400_000 + delta.seconds * 1000 + delta.microseconds // 1000


def from_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def is_count(value, least=0):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= MAX_INTEGER


def _utf16_order(name):
    return name.encode("utf-16-be", "surrogatepass")


DEEPEST = 32


def canonical(value, deeper=DEEPEST):
    """RFC 8785 with integers only, objects and lists so deep in each other. ValueError for what it cannot hold."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise ValueError("too large")
        return str(value)
    if isinstance(value, str):
        value.encode("utf-8")
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (list, dict)) and deeper == 0:
        raise ValueError("too deep")
    if isinstance(value, list):
        return "[" + ",".join(canonical(each, deeper - 1) for each in value) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=_utf16_order)
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name], deeper - 1) for name in names) + "}"
    raise ValueError("no fractions")


def parse_json(data):
    """None for what is no JSON (a bundle has no line that is `null` alone)."""
    text = text_of(data)
    if text is None:
        return None
    try:
        return json.loads(text, parse_float=_number, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _number(text):
    """JSON knows one kind of number: 1.0 is 1."""
    number = float(text)
    return int(number) if number.is_integer() else number


def _refuse(_name):
    raise ValueError("no JSON")


# --- Notes ----------------------------------------------------------------------------------------


class Note:
    """A signed checkpoint; `None` fields do not exist: see parse_note."""

    def __init__(self, lines, signatures):
        self.origin, size, root, at, previous = lines
        self.size, self.previous = int(size), int(previous[9:])
        self.root, self.at = from_base64(root), time_of(at[3:])
        self.text = "".join(line + "\n" for line in lines).encode()
        self.signatures = signatures


def parse_note(lines, signed):
    if len(lines) != 5 or not signed or not lines[0]:
        return None
    _, size, root, at, previous = lines
    root = from_base64(root)
    well_formed = (
        COUNT.match(size)
        and root is not None
        and len(root) == 32
        and at.startswith("at ")
        and time_of(at[3:]) is not None
        and previous.startswith("previous ")
        and COUNT.match(previous[9:])
    )
    signatures = [parse_signature(line) for line in signed]
    return Note(lines, signatures) if well_formed and None not in signatures else None


def parse_signature(line):
    parts = line[len(DASH) :].split(" ")
    if not line.startswith(DASH) or len(parts) != 2 or not parts[0]:
        return None
    data = from_base64(parts[1])
    return (parts[0], data[:4].hex(), data[4:]) if data is not None and len(data) == 68 else None


def parse_notes(file):
    """All notes of a text, None for each that cannot be read."""
    return [parse_note(text, signed) for text, signed in pieces_of(file)]


def parse_anchors(file):
    """The same, without those that were broken off and then written in whole."""
    pieces, notes = pieces_of(file), parse_notes(file)
    wholes = ["\n".join(text + ([""] + signed if signed else [])) for text, signed in pieces]
    following = wholes[1:] + [""]
    return [note for at, note in enumerate(notes) if note or not following[at].startswith(wholes[at])]


def pieces_of(file):
    notes, text, signed = [], [], []
    in_signatures = False

    def done():
        if text or signed:
            notes.append((list(text), list(signed)))
        text.clear()
        signed.clear()

    for line in file.split("\n"):
        if line == "":
            if in_signatures:
                done()
                in_signatures = False
            else:
                in_signatures = bool(text)
        elif in_signatures and line.startswith(DASH[0]):
            signed.append(line)
        else:
            if in_signatures:
                done()
                in_signatures = False
            text.append(line)
    done()
    return notes


def parse_key(text):
    """(text, name, id, 32 bytes), or None."""
    match = KEY.match(text)
    typed = match and from_base64(match.group(3))
    if not typed or len(typed) != 33 or typed[0] != 1:
        return None
    name, key_id = match.group(1), match.group(2)
    if sha256(name.encode() + b"\n" + typed)[:4].hex() != key_id:
        return None
    return (text, name, key_id, typed[1:])


def signed_by(note, key):
    ours = [data for name, key_id, data in note.signatures if (name, key_id) == key[1:3]]
    if not all(ed25519_verify(key[3], note.text, data) for data in ours):
        return "bad"
    return "good" if ours else "absent"


# --- The tree -------------------------------------------------------------------------------------


def leaf_hash(record):
    return sha256(b"\0" + record)


def node_hash(left, right):
    return sha256(b"\1" + left + right)


def roots_at(leaves, sizes):
    """The roots of the first so many leaves, for each size that there is."""
    wanted, roots, subtrees = set(sizes), {}, []
    for size in range(len(leaves) + 1):
        if size:
            subtrees.append((1, leaves[size - 1]))
            while len(subtrees) > 1 and subtrees[-1][0] == subtrees[-2][0]:
                (width, right), (_, left) = subtrees.pop(), subtrees.pop()
                subtrees.append((2 * width, node_hash(left, right)))
        if size in wanted:
            root = subtrees[-1][1] if subtrees else sha256(b"")
            for _, left in reversed(subtrees[:-1]):
                root = node_hash(left, root)
            roots[size] = root
    return roots


def root_from_path(digest, index, path, size):
    """RFC 6962 §2.1.1 backwards; None when the path has not the right length."""

    def walk(index, size, path):
        if size == 1:
            return digest if not path else None
        if not path:
            return None
        split = 1 << (size - 1).bit_length() - 1
        if index < split:
            left = walk(index, split, path[:-1])
            return left and node_hash(left, path[-1])
        right = walk(index - split, size - split, path[:-1])
        return right and node_hash(path[-1], right)

    return walk(index, size, path) if 0 <= index < size else None


# --- The bundle -----------------------------------------------------------------------------------

FILES = {
    "log": ["events.jsonl", "leaves.txt", "checkpoints.txt", "texts.jsonl"],
    "pack": ["events.jsonl", "proofs.jsonl", "checkpoints.txt", "texts.jsonl"],
}


def read_manifest(data):
    manifest = parse_json(data) if data is not None else None
    if not isinstance(manifest, dict) or manifest.get("format") != "counterfoil-evidence":
        raise CannotCheck("This is no evidence bundle of Counterfoil: it has no manifest.json.")
    if manifest.get("version") != 1 or isinstance(manifest.get("version"), bool):
        raise CannotCheck("This verifier reads version 1, and the bundle is another.")
    whole = (
        manifest.get("kind") in FILES
        and isinstance(manifest.get("origin"), str)
        and is_count(manifest.get("size"))
        and manifest.get("texts") in ("all", "withheld")
        and is_count(manifest.get("unsealed"))
    )
    if not whole:
        raise CannotCheck("The manifest of this bundle is not complete.")
    return manifest


def read_leaves(data, findings):
    leaves = []
    for index, line in enumerate(lines_of(data)):
        text = text_of(line)
        good = text is not None and HEX64.match(text)
        if not good:
            findings.add("leaf_malformed", index)
        leaves.append(bytes.fromhex(text) if good else bytes(32))
    return leaves


def read_proofs(data, findings):
    proofs = []
    for at, line in enumerate(lines_of(data)):
        value = parse_json(line)
        value = value if isinstance(value, dict) else {}
        index, path = value.get("index"), value.get("path")
        good = (
            is_count(index)
            and isinstance(path, list)
            and all(isinstance(each, str) and HEX64.match(each) for each in path)
        )
        if not good:
            findings.add("proof_wrong", None, f"line {at + 1} cannot be read")
        proofs.append((index, [bytes.fromhex(each) for each in path]) if good else (-1, []))
    return proofs


def read_checkpoints(data, manifest, findings):
    """The checkpoints in order, each naming the one before."""
    chain = []
    text = text_of(data)
    for at, note in enumerate(parse_notes("\ufffd" if text is None else text)):
        if note is None:
            findings.add("checkpoint_malformed", None, f"number {at + 1}")
            continue
        before = chain[-1].size if chain else 0
        if note.origin != manifest["origin"] or note.size <= before:
            findings.add("checkpoint_order", None, f"checkpoint over {note.size}")
            continue
        if manifest["kind"] == "log" and note.previous != before:
            findings.add("checkpoint_missing", (before, note.size - 1), f"over {note.previous}")
        chain.append(note)
    if (chain[-1].size if chain else 0) != manifest["size"]:
        findings.add("manifest", None, "size")
    return chain


def is_text(value):
    """Half of a surrogate pair is no text that could have been hashed."""
    try:
        return isinstance(value, str) and value.encode("utf-8") is not None
    except UnicodeEncodeError:
        return False


def read_texts(data, findings):
    texts = []
    for at, line in enumerate(lines_of(data)):
        value = parse_json(line)
        names = ("event_id", "field", "salt", "text")
        if isinstance(value, dict) and all(is_text(value.get(name)) for name in names):
            texts.append(value)
        else:
            findings.add("text_unknown", None, f"line {at + 1} cannot be read")
    return texts


def read_anchors(text, manifest, findings):
    if text is None:
        findings.add("no_anchor")
        return []
    notes = parse_anchors(text)
    ours = [note for note in notes if note and note.origin == manifest["origin"]]
    if len(ours) < len(notes) or not ours:
        findings.add("anchor_unreadable")
    return sorted(ours, key=lambda note: note.size)


# --- Places ---------------------------------------------------------------------------------------


def place_in_log(records, leaves, checkpoints, anchors, made_at, findings):
    roots = roots_at(leaves, [note.size for note in checkpoints + anchors])
    good, broken = 0, False
    for note in checkpoints:
        root = roots.get(note.size)
        if root is None:
            findings.add("checkpoint_beyond", (good, note.size - 1))
        elif root == note.root:
            good = note.size
        elif not broken:
            broken = True
            findings.add("range_changed", (good, note.size - 1))
    last = checkpoints[-1].size if checkpoints else 0
    if len(leaves) > last:
        findings.add("not_covered", (last, len(leaves) - 1))
    check_anchors(anchors, roots, len(leaves), made_at, findings)
    return align([leaf_hash(record) for record in records], leaves, findings)


SEALING_MS = 60_000


def check_anchors(anchors, roots, there, made_at, findings):
    good, newer = 0, None
    for note in anchors:
        root = roots.get(note.size)
        if root is None and made_at is not None and note.at > made_at - SEALING_MS:
            newer = note
            continue
        if root is None:
            findings.add("cut_off", (there, note.size - 1))
            return
        if root != note.root:
            findings.add("anchor_differs", (good, note.size - 1))
            return
        good = note.size
    if newer:
        findings.add("anchor_newer", (there, newer.size - 1))


def align(hashes, leaves, findings):
    """For each record its place, or -1."""
    place_of = {leaf: index for index, leaf in enumerate(leaves)}
    wanted = [place_of.get(digest, -1) for digest in hashes]
    places, taken, unknown, moved = [-1] * len(hashes), set(), [], []
    following = 0

    def is_next(line):
        both = line < len(hashes) and following < len(leaves)
        return both and hashes[line] == leaves[following]

    for line, place in enumerate(wanted):
        if is_next(line):
            place = following
        if place == -1:
            unknown.append((line, following))
            if not is_next(line + 1):
                following += 1
        elif place in taken:
            findings.add("record_duplicated", place, f"line {line + 1}")
        else:
            taken.add(place)
            places[line] = place
            if place < following:
                moved.append(place)
            else:
                following = place + 1
    for place in moved:
        findings.add("record_moved", place)
    for line, place in unknown:
        if place < len(leaves) and place not in taken:
            taken.add(place)
            places[line] = place
            findings.add("record_edited", place)
        else:
            findings.add("record_inserted", min(place, len(leaves)), f"line {line + 1}")
    for place in range(len(leaves)):
        if place not in taken:
            findings.add("record_missing", place)
    return places


def place_in_pack(records, proofs, checkpoints, anchors, findings):
    note = checkpoints[-1] if checkpoints else None
    if len(checkpoints) != 1:
        findings.add("manifest", None, "a pack has one checkpoint")
    if len(proofs) != len(records):
        findings.add("manifest", None, "a proof for each record")
    places = []
    for line, record in enumerate(records):
        index, path = proofs[line] if line < len(proofs) else (-1, [])
        root = root_from_path(leaf_hash(record), index, path, note.size) if note else None
        if root is None or root != note.root:
            findings.add("proof_wrong", index if index >= 0 else None, f"line {line + 1}")
            places.append(-1)
        else:
            places.append(index)
    for anchor in anchors:
        if note and anchor.size == note.size and anchor.root != note.root:
            findings.add("anchor_differs", (0, anchor.size - 1))
    return places


# --- Records --------------------------------------------------------------------------------------


class Record:
    def __init__(self, index, time, event):
        self.index, self.time, self.event = index, time, event
        self.kind = event["kind"]


def read_record(data, index):
    """A Record, or the cause why it is none."""
    value = parse_json(data)
    try:
        if not isinstance(value, dict) or canonical(value).encode("utf-8") != data:
            return "not_canonical"
    except (ValueError, RecursionError):
        return "not_canonical"
    actor = value.get("actor")
    time = time_of(value.get("at"))
    well_formed = (
        value.get("v") == 1
        and not isinstance(value.get("v"), bool)
        and isinstance(value.get("id"), str)
        and UUID.match(value["id"])
        and time is not None
        and isinstance(value.get("kind"), str)
        and isinstance(actor, dict)
        and isinstance(actor.get("kind"), str)
        and isinstance(actor.get("id"), str)
    )
    if not well_formed:
        return "malformed"
    if int(value["id"][:8] + value["id"][9:13], 16) != time:
        return "id_time"
    return Record(index, time, value)


def read_records(records, places, findings):
    found, ids = [], {}
    for data, index in zip(records, places):
        if index == -1:
            continue
        record = read_record(data, index)
        if isinstance(record, str):
            findings.add(record, index)
            continue
        if record.event["id"] in ids:
            findings.add("duplicate_id", index)
        ids[record.event["id"]] = index
        found.append(record)
    return sorted(found, key=lambda record: record.index)


# --- Signatures -----------------------------------------------------------------------------------


def check_signatures(checkpoints, records, given, findings):
    changes = [record for record in records if record.kind == "log.key_changed"]
    in_force, at = None, 0
    for note in checkpoints:
        earlier, first = in_force, at
        while at < len(changes) and changes[at].index < note.size:
            in_force = change_key(in_force, changes[at], findings)
            at += 1
        where = note.size - 1
        if in_force is None:
            findings.add("unknown_key", where, "no record names a key before it")
            continue
        if at > first and in_force[0] not in [key[0] for key in given]:
            if earlier is None:
                if given:
                    findings.add("key_not_given", where, in_force[0])
            else:
                vouched = signed_by(note, earlier)
                if vouched == "bad":
                    findings.add("bad_signature", where, "of the earlier key")
                if vouched == "absent":
                    findings.add("key_not_vouched", where, in_force[0])
        signed = signed_by(note, in_force)
        if signed == "bad":
            findings.add("bad_signature", where, f"checkpoint over {note.size}")
        if signed == "absent":
            findings.add("unknown_key", where, f"checkpoint over {note.size}")


def change_key(in_force, record, findings):
    before, after = record.event.get("before"), record.event.get("after")
    before = before.get("key") if isinstance(before, dict) else None
    after = after.get("key") if isinstance(after, dict) else None
    key = parse_key(after) if isinstance(after, str) else None
    if key is None or before != (in_force[0] if in_force else None):
        findings.add("key_history", record.index)
    return key or in_force


# --- Operations -----------------------------------------------------------------------------------

OUTCOMES = ("succeeded", "failed", "conflict", "no_change", "cancelled", "overwritten")
RESULTS = ("not_sent", "refused", "answered", "unanswered", None)
POSSIBLE = {
    "none": ("no_change", "conflict", "cancelled"),
    "refused": ("failed", "cancelled", "conflict", "succeeded"),
    "answered": ("succeeded", "overwritten", "failed", "conflict"),
    "unanswered": ("succeeded", "overwritten", "failed", "conflict"),
}
OPERATION_KINDS = ("intent", "step", "attempt", "step_outcome", "outcome")


def check_operations(records, findings):
    operations = {}
    for record in records:
        name = record.kind[10:] if record.kind.startswith("operation.") else ""
        if name not in OPERATION_KINDS:
            continue
        operation = record.event.get("operation")
        identity = operation.get("id") if isinstance(operation, dict) else None
        if not isinstance(identity, str):
            findings.add("malformed", record.index, "an operation without an id")
            continue
        operations.setdefault(identity, []).append((name, record))
    for identity, own in operations.items():
        check_operation(identity, own, findings)


class Illegal(Exception):
    pass


def check_operation(identity, own, findings):
    outcome = next((record for name, record in own if name == "outcome"), None)
    told = told_attempts(outcome.event.get("attempts")) if outcome else None
    operation = Operation(
        any(name == "step" for name, _ in own),
        {each["no"]: each["result"] for each in told or []} if outcome else None,
    )
    latest = None
    for name, record in own:
        try:
            getattr(operation, name)(record)
        except Illegal as why:
            findings.add("illegal_transition", record.index, f"operation {identity}: {why}")
            return
        if latest is not None and record.time < latest:
            findings.add("time_order", record.index, f"operation {identity}")
        latest = record.time if latest is None else max(latest, record.time)
    if outcome is None:
        findings.add("operation_open", own[0][1].index, f"operation {identity}")


def told_attempts(value):
    def good(each):
        return (
            isinstance(each, dict)
            and is_count(each.get("no"), 1)
            and is_count(each.get("step"), 1)
            and time_of(each.get("at")) is not None
            and "result" in each
            and (each["result"] is None or isinstance(each["result"], str))
            and each["result"] in RESULTS
        )

    return value if isinstance(value, list) and all(map(good, value)) else None


def need(condition, why):
    if not condition:
        raise Illegal(why)


class Operation:
    """The life of one operation; each method is one kind of record and raises Illegal."""

    def __init__(self, is_plan, results):
        self.is_plan, self.results = is_plan, results
        self.begun, self.ended = False, False
        self.open_step, self.steps, self.epoch = (0 if is_plan else 1), 0, 0
        self.attempts = []

    def living(self):
        need(self.begun, "before the intent")
        need(not self.ended, "after the outcome")

    def intent(self, _record):
        need(not self.begun, "a second intent")
        self.begun = True

    def step(self, record):
        self.living()
        step = record.event.get("step")
        number = step.get("no") if isinstance(step, dict) else None
        need(is_count(number, 1) and number == self.steps + 1, "a step out of turn")
        need(self.open_step == 0, "a step while another is open")
        self.steps = self.open_step = number

    def results_of(self, step):
        return [each["result"] for each in self.attempts if each["step"] == step]

    def attempt(self, record):
        self.living()
        event = record.event
        number, step, epoch = event.get("attempt"), event.get("step"), event.get("epoch")
        need(all(is_count(each, 1) for each in (number, step, epoch)), "without its numbers")
        need(epoch >= self.epoch, "by somebody who was shut out")
        need(step == self.open_step, "of a step that is not open")
        need(number == len(self.attempts) + 1, "out of turn")
        results = self.results_of(step)
        need("answered" not in results, "after Core said yes")
        need("refused" not in results, "after a refusal")
        self.epoch = epoch
        result = self.results.get(number) if self.results is not None else None
        self.attempts.append({"no": number, "step": step, "at": event["at"], "result": result})

    def end_step(self, step, outcome):
        results = self.results_of(step)
        if not results:
            column = "none"
        elif "answered" in results:
            column = "answered"
        elif self.results is None and outcome == "cancelled":
            # Nothing has been told of its attempts yet. Only that none has left allows this end.
            column = "refused"
        elif "unanswered" in results or None in results:
            column = "unanswered"
        else:
            column = "refused"
        need(outcome in POSSIBLE[column], f"{outcome} after {column}")

    def step_outcome(self, record):
        self.living()
        step, outcome = record.event.get("step"), record.event.get("outcome")
        number = step.get("no") if isinstance(step, dict) else None
        need(isinstance(outcome, str) and outcome in OUTCOMES, "no known outcome")
        need(self.is_plan and is_count(number, 1) and number == self.open_step, "not open")
        self.end_step(number, outcome)
        self.open_step = 0

    def outcome(self, record):
        outcome = record.event.get("outcome")
        need(isinstance(outcome, str) and outcome in OUTCOMES, "no known outcome")
        self.living()
        if self.is_plan and self.open_step:
            called_off = outcome == "cancelled" and not self.results_of(self.open_step)
            need(called_off, "while a step is open")
        elif not self.is_plan:
            self.end_step(1, outcome)
        told = told_attempts(record.event.get("attempts"))
        made = [(each["no"], each["step"], each["at"]) for each in self.attempts]
        need(
            told is not None and [(each["no"], each["step"], each["at"]) for each in told] == made,
            "it tells of other attempts",
        )
        self.ended = True


# --- Times ----------------------------------------------------------------------------------------


def check_times(records, checkpoints, findings):
    latest, over = None, 0
    for record in records:
        # Sealed before what waits, so that the checkpoint over it is signed by its key.
        if record.kind == "log.key_changed":
            continue
        while over < len(checkpoints) and checkpoints[over].size <= record.index:
            over += 1
        sealed_at = checkpoints[over].at if over < len(checkpoints) else None
        early = latest is not None and record.time < latest - TOLERANCE_MS
        late = sealed_at is not None and record.time > sealed_at + TOLERANCE_MS
        if early or late:
            findings.add("time_order", record.index)
        latest = record.time if latest is None else max(latest, record.time)


def check_heartbeats(records, checkpoints, findings):
    by_index = {record.index: record for record in records}
    for before, after in zip(checkpoints, checkpoints[1:]):
        where = (before.size, after.size - 1)
        if after.at < before.at - TOLERANCE_MS:
            findings.add("time_order", where, "checkpoint")
        if after.at - before.at <= HEARTBEAT_MS:
            continue
        last = by_index.get(before.size - 1)
        batch = [by_index[at] for at in range(before.size, after.size) if at in by_index]
        started = next((each for each in batch if each.kind == "log.sealing_started"), None)
        if last is None or last.kind != "log.sealing_stopped" or started is None:
            findings.add("heartbeat_gap", where)
        elif any(each.time < started.time for each in batch):
            findings.add("sealed_late", where)


# --- Texts, owners --------------------------------------------------------------------------------


def commitments_in(value, path):
    if isinstance(value, dict):
        if list(value) == ["commitment"] and isinstance(value["commitment"], str):
            yield ".".join(path), value["commitment"]
            return
        members = value.items()
    elif isinstance(value, list):
        members = ((str(at), each) for at, each in enumerate(value))
    else:
        return
    for name, member in members:
        yield from commitments_in(member, path + [name])


def check_texts(records, texts, is_complete, findings):
    missing = {}
    for record in records:
        own = missing[record.event["id"]] = {}
        for field, commitment in commitments_in(record.event, []):
            own[field] = (commitment, record.index)
    for each in texts:
        own = missing.get(each["event_id"], {})
        if each["field"] not in own:
            findings.add("text_unknown", None, each["field"])
            continue
        commitment, index = own.pop(each["field"])
        if sha256((each["salt"] + each["text"]).encode("utf-8")).hex() != commitment:
            findings.add("text_differs", index, each["field"])
    if not is_complete:
        return
    erased = set()
    for record in records:
        if record.kind == "personal_text.erased" and isinstance(record.event.get("texts"), list):
            for each in record.event["texts"]:
                if isinstance(each, dict) and is_text(each.get("event_id")) and is_text(each.get("field")):
                    erased.add((each["event_id"], each["field"]))
    for identity, own in missing.items():
        for field, (_, index) in own.items():
            if (identity, field) not in erased:
                findings.add("text_missing", index, field)


OWNING = (
    "balance.create",
    "balance.reassign_identity",
    "balance.reassign_when_spent",
    "balance.carry_lineage",
)


def check_owners(records, snapshot, findings):
    asked, owners = {}, {}
    for record in records:
        event = record.event
        operation = event.get("operation")
        if not isinstance(operation, dict) or operation.get("kind") not in OWNING:
            continue
        identity = str(operation.get("id"))
        after, subject = event.get("after"), event.get("subject")
        if record.kind == "operation.intent" and isinstance(after, dict):
            if isinstance(after.get("identity_id"), str):
                asked[identity] = after["identity_id"]
        done = event.get("outcome") in ("succeeded", "no_change")
        if record.kind == "operation.outcome" and done and isinstance(subject, dict):
            if isinstance(subject.get("id"), str) and identity in asked:
                owners[subject["id"]] = (asked[identity], record.index)
    for line in re.split(r"\r?\n", snapshot):
        cells = [cell.strip() for cell in line.split(",")] + [""]
        known = owners.get(cells[0])
        if known and known[0] != cells[1]:
            findings.add("owner_differs", known[1], cells[0])


# --- All of it ------------------------------------------------------------------------------------


def verify(files, anchors=None, keys=(), owners=None):
    """Checks the files of a bundle, given by name as bytes. Returns the findings."""
    findings = Findings()
    given = [parse_key(text.strip()) for text in keys]
    if None in given:
        raise CannotCheck("A given key is no verifier key.")
    manifest = read_manifest(files.get("manifest.json"))
    for name in FILES[manifest["kind"]]:
        if name not in files:
            findings.add("file_missing", None, name)
    data = {name: files.get(name, b"") for name in FILES["log"] + FILES["pack"]}
    records = lines_of(data["events.jsonl"])
    is_log = manifest["kind"] == "log"
    leaves = read_leaves(data["leaves.txt"], findings) if is_log else []
    proofs = [] if is_log else read_proofs(data["proofs.jsonl"], findings)
    checkpoints = read_checkpoints(data["checkpoints.txt"], manifest, findings)
    texts = read_texts(data["texts.jsonl"], findings)
    anchored = read_anchors(anchors, manifest, findings)
    if is_log:
        made_at = time_of(manifest.get("made_at"))
        places = place_in_log(records, leaves, checkpoints, anchored, made_at, findings)
    else:
        places = place_in_pack(records, proofs, checkpoints, anchored, findings)
    placed = read_records(records, places, findings)
    check_signatures(checkpoints, placed, given, findings)
    check_operations(placed, findings)
    check_times(placed, checkpoints, findings)
    if is_log:
        check_heartbeats(placed, checkpoints, findings)
    check_texts(placed, texts, manifest["texts"] == "all", findings)
    if owners is not None:
        check_owners(placed, owners, findings)
    tell_of_anchors(manifest, checkpoints, anchored, findings)
    if manifest["unsealed"]:
        findings.add("not_sealed", None, str(manifest["unsealed"]))
    return findings


def tell_of_anchors(manifest, checkpoints, anchors, findings):
    failed = any(each["cause"] in ("anchor_differs", "cut_off") for each in findings.list)
    if failed or not anchors:
        return
    if manifest["kind"] == "pack":
        size = checkpoints[-1].size if checkpoints else 0
        if all(note.size != size for note in anchors):
            findings.add("anchor_not_comparable", None, f"the pack's checkpoint covers {size}")
        return
    newest = max((note.size for note in anchors if note.size <= manifest["size"]), default=None)
    if newest is not None and newest < manifest["size"]:
        findings.add("after_anchor", (newest, manifest["size"] - 1))


def read_zip(path):
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(set(names)) != len(names):
                raise CannotCheck("The archive holds a file twice.")
            return {name: archive.read(name) for name in names}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise CannotCheck(f"{path} cannot be read: {error}") from error


def read_text(path):
    try:
        # What was broken off may end in the middle of a letter.
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError as error:
        raise CannotCheck(f"{path} cannot be read: {error}") from error


def sentence(finding):
    first, last = finding["from"], finding["to"]
    where = "" if first is None else f"record {first}: " if first == last else f"records {first}–{last}: "
    detail = f" ({finding['detail']})" if finding["detail"] else ""
    return f"{finding['severity']}: {where}{CAUSES[finding['cause']][1]}{detail} [{finding['cause']}]"


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise CannotCheck(message)


def main():
    parser = Parser(description="Checks an evidence bundle of Counterfoil.")
    parser.add_argument("bundle")
    parser.add_argument("--anchor", help="checkpoints that were copied away from the log's database")
    parser.add_argument("--key", action="append", default=[], help="a public key of the log")
    parser.add_argument("--owners", help='lines "balance_id,identity_id" as Core has them now')
    parser.add_argument("--json", action="store_true", help="the findings as JSON")
    try:
        given = parser.parse_args()
        findings = verify(
            read_zip(given.bundle),
            anchors=read_text(given.anchor) if given.anchor else None,
            keys=given.key,
            owners=read_text(given.owners) if given.owners else None,
        )
    except CannotCheck as error:
        print(error, file=sys.stderr)
        return 3
    code = findings.exit_code()
    if given.json:
        print(json.dumps({"exitCode": code, "findings": findings.list}, indent=2))
    else:
        order = ["tampered", "incomplete", "note"]
        listed = sorted(findings.list, key=lambda each: order.index(each["severity"]))
        print("\n".join([VERDICTS[code], *([""] if listed else []), *map(sentence, listed)]))
    return code


if __name__ == "__main__":
    sys.exit(main())
