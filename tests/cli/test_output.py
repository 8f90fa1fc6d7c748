"""What commands say: in the language asked for, else the system's, and without Django."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import typer

from bonafides.acts.act import ActRefusedError
from bonafides.cli import output
from bonafides.cli.output import Language, complain, fail, forget_language, in_words, speak
from bonafides.kernel.sentence import Sentence


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    forget_language()


def test_a_line_in_both_languages(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    speak("nobody is listed")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    speak("nobody is listed")
    assert capsys.readouterr().out.split("\n")[:2] == ["nobody is listed", "名单上没有任何主体"]


def test_a_refusal_in_the_language_that_the_command_was_called_with(capsys: pytest.CaptureFixture[str]) -> None:
    error = ActRefusedError("there is no case %(number)s; bonafides case board shows those that are open", number=7)
    output._remember(Language.CHINESE)
    complain(str(error))
    forget_language()
    complain(str(error))
    told = capsys.readouterr().err
    assert "没有案件 7；" in told
    assert "there is no case 7; " in told


def test_a_command_that_fails_says_why_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    output._remember(Language.CHINESE)
    with pytest.raises(typer.Exit) as ended:
        fail("there is no listing %(listing)s; bonafides listing list shows those in force", listing=3)
    assert ended.value.exit_code == 1
    assert "没有列入 3；" in capsys.readouterr().err


def test_what_is_no_sentence_is_said_as_it_is() -> None:
    output._remember(Language.CHINESE)
    assert in_words("nobody is listed") == "nobody is listed"
    assert in_words(Sentence("nobody is listed")) == "名单上没有任何主体"


def test_no_django_is_started_for_it() -> None:
    code = (
        "import sys; from bonafides.cli.output import speak; speak('nobody is listed');"
        "sys.exit(any(one.split('.')[0] == 'django' for one in sys.modules))"
    )
    env = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert (run.returncode, run.stdout) == (0, "名单上没有任何主体\n")
