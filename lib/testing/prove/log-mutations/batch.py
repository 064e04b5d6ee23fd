"""Runs verify.py on bundles that come as lines of JSON, and prints what it finds, line by line.

    python3 batch.py FOLDER_OF_VERIFY_PY
"""
import base64
import json
import sys

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import verify  # noqa: E402

for line in sys.stdin:
    given = json.loads(line)
    files = {name: base64.b64decode(data) for name, data in given["files"].items()}
    try:
        findings = verify.verify(files, anchors=given.get("anchors"))
        answer = {"exitCode": findings.exit_code(), "findings": findings.list}
    except verify.CannotCheck:
        answer = {"exitCode": 3, "findings": []}
    print(json.dumps(answer), flush=True)
