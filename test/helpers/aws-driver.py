"""Runs many commands of the AWS command line in one process: each takes a second to start and a moment to run.

Reads a JSON array of arguments on each line, answers with {"code", "out", "error"} on each line.
"""
import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

answers = sys.stdout
driver = create_clidriver()
for line in sys.stdin:
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            code = driver.main(json.loads(line))
        except SystemExit as end:
            code = end.code
    answers.write(json.dumps({"code": code, "out": out.getvalue(), "error": error.getvalue()}) + "\n")
    answers.flush()
