"""What `tooltime hook` does, in Python, as one would write it: read the hook's JSON, redact it, append one line."""
import datetime
import hashlib
import hmac
import json
import os
import sys

REJECTIONS = ("The user doesn't want to proceed", "Permission to use", "User denied", "User rejected", "User cancelled")
FILE_TOOLS = {"Read", "Write", "Edit", "MultiEdit", "NotebookEdit", "NotebookRead"}


def main():
    home = os.environ["TOOLTIME_HOME"]
    hook = json.load(sys.stdin)
    with open(os.path.join(home, "config.json"), encoding="utf-8") as file:
        secret = json.load(file)["secret"].encode()

    def local_hash(kind, value):
        return hmac.new(secret, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()[:16]

    def outcome():
        event = hook["hook_event_name"]
        if event == "PostToolUseFailure":
            return "rejection" if str(hook.get("error", "")).startswith(REJECTIONS) else "error"
        return {"PostToolUse": "ok", "PermissionDenied": "rejection"}.get(event)

    tool, arguments, folder = hook.get("tool_name"), hook.get("tool_input") or {}, hook.get("cwd")
    path = arguments.get("file_path") or arguments.get("notebook_path")
    now = datetime.datetime.now(datetime.timezone.utc)
    line = {
        "v": 1,
        "at": now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03}Z",
        "event": hook["hook_event_name"],
        "client": "claude-code",
        "session": local_hash("session", hook["session_id"]) if "session_id" in hook else None,
        "project": local_hash("path", folder) if folder else None,
        "folder": os.path.basename(folder) if folder else None,
        "tool": tool,
        "call": local_hash("call", hook["tool_use_id"]) if "tool_use_id" in hook else None,
        "skill": arguments.get("skill") if tool == "Skill" else None,
        "file": local_hash("path", path) if path and tool in FILE_TOOLS else None,
        "model": hook.get("model"),
        "outcome": outcome(),
    }
    text = json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False, separators=(",", ":"))
    events = os.path.join(home, "events", now.strftime("%Y-%m-%d.jsonl"))
    descriptor = os.open(events, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, (text + "\n").encode())
    os.close(descriptor)


try:
    main()
except Exception:
    pass
