"""What `bonafides verify` says. Not through gettext, which here is Django's: this command starts without it."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "proof": "It holds: entry {index} of {size} in the log {origin}. The log shows this content:",
        "closed_proof": "It holds: entry {index} of {size} in the log {origin} is {entry}. The receipt does not open it.",
        "document": "It holds: {title} {number}, code {code}, as it was issued, in the log {origin}.",
        "log": "It holds: the log {origin}, {size} entries, root {root}.",
        "seen": "Seen by witnesses: {witnesses}.",
        "unseen": "No witness that you named saw it: the log could show others another history.",
        "entries": "Entries hashed: {entries} of {size}.",
        "no_entries": "The entries are not in the folder; only their hashes were checked.",
        "goes_on": "It goes on from the checkpoint of {old} entries that you kept.",
        "no_old": "Keep this checkpoint: next time --old shows that nothing was rewritten.",
        "draw": "The draw {draw}: {drawn} of {subjects} subjects.",
        "commitment": "Commitment {commitment}",
        "seed": "Seed       {seed}",
        "shown": "  holds      {step}",
        "not_shown": "  not shown  {step}",
        "no_file": "The subjects stand in {file}, which is not there: put it beside the bundle.",
        "token": "It may be used until {until}, {seconds} seconds from now: {point} on {as_of}, by {iss} to {aud}.",
        "own_drawn": "{code} was drawn: its ticket {ticket} is not above the threshold {threshold} of its stratum {stratum}.",
        "own_not": "{code} was not drawn: its ticket {ticket} is above the threshold {threshold} of its stratum {stratum}.",
        "own_out": "{code} was left out of the draw by the committed rule {excluded}.",
    },
    "zh": {
        "proof": "成立：日志 {origin} 共 {size} 条，此为第 {index} 条（自 0 起）。日志所载内容：",
        "closed_proof": "成立：日志 {origin} 共 {size} 条，第 {index} 条（自 0 起）为 {entry}。本回执不披露其内容。",
        "document": "成立：{title} {number}，核验码 {code}，与签发内容一致，已载入日志 {origin}。",
        "log": "成立：日志 {origin}，共 {size} 条，根哈希 {root}。",
        "seen": "见证方已见证：{witnesses}。",
        "unseen": "您指定的见证方均未见证：该日志可能向他人出示另一份历史。",
        "entries": "已核对条目：{entries} / {size}。",
        "no_entries": "文件夹中没有条目原文，仅核对了其哈希。",
        "goes_on": "与您保存的 {old} 条时的检查点前后一致。",
        "no_old": "请保存此检查点：下次用 --old 可证明历史未被改写。",
        "draw": "抽取 {draw}：{subjects} 个对象中抽出 {drawn} 个。",
        "commitment": "承诺 {commitment}",
        "seed": "种子 {seed}",
        "shown": "  成立    {step}",
        "not_shown": "  未证明  {step}",
        "no_file": "对象名单载于 {file}，未找到该文件：请将其与数据包放在同一文件夹。",
        "token": "可用至 {until}，尚余 {seconds} 秒：{iss} 就 {point}（{as_of}）答复 {aud}。",
        "own_drawn": "{code} 被抽中：其签号 {ticket} 不高于所在层 {stratum} 的门槛 {threshold}。",
        "own_not": "{code} 未被抽中：其签号 {ticket} 高于所在层 {stratum} 的门槛 {threshold}。",
        "own_out": "{code} 依事先承诺的规则 {excluded} 未参加抽取。",
    },
}

STEPS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "commitment": "the commitment is complete and understood",
        "logged": "the commitment stands in the log (needs a receipt and --log-key)",
        "before-the-seed": "a witness had the log before the seed came to be (needs --witness-key)",
        "seed": "the seed is the one that was committed to, and is genuine",
        "counts": "as many were drawn as the ratios say, each once",
        "subjects": "the subjects are those that were frozen (auditor's bundle)",
        "selection": "those drawn are the lowest tickets of each stratum (auditor's bundle)",
        "substitutions": "each substitute was the next of the reserve (auditor's bundle)",
        "officers": "the officers sent were listed before the seed, for that field and region, as many as there must be",
        "assignment": "each business has the officers that follow, capacity and recusals held (auditor's bundle)",
    },
    "zh": {
        "commitment": "承诺文件完整且可识读",
        "logged": "承诺已载入日志（需回执和 --log-key）",
        "before-the-seed": "种子产生之前见证方已见到日志（需 --witness-key）",
        "seed": "种子为事先承诺者，且真实",
        "counts": "抽取数量符合比例，且无重复",
        "subjects": "对象名单与冻结时一致（审计包）",
        "selection": "抽中者为各层签号最小者（审计包）",
        "substitutions": "递补者依次取自备选名单（审计包）",
        "officers": "所派执法人员在种子产生之前已列入名单，领域和区域相符，人数足够",
        "assignment": "各户执法人员均依规则得出，工作量上限和回避均已遵守（审计包）",
    },
}
