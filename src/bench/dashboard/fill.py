"""Writes finished calls with transcripts into a database that no server holds. Usage: fill.py DATABASE CALLS"""
import random
import sqlite3
import sys
import time

CALL = {
    "channel": "phone", "direction": "outbound", "from_number": "+12025550100", "status": "completed",
    "dynamic_variables": "{}", "duration_ms": 57000, "llm_model": "none", "billing_status": "charged", "simulated": 1,
    "cost_total": 100, "cost_llm": 100, "ended_by": "agent",
}
TURNS = [("agent", "Hello, this is the clinic."), ("user", "Yes?"), ("agent", "Can you come {day}?"), ("user", "Yes, {n} works.")]

database = sqlite3.connect(sys.argv[1])
count = int(sys.argv[2])
(organization,) = database.execute("SELECT id FROM organizations").fetchone()
agent, name = database.execute("SELECT id, name FROM agents").fetchone()
now = int(time.time() * 1000)
random.seed(5)
for n in range(count):
    at = now - (count - n) * 60_000
    call = "call_%012X%08X000000" % (at, n)
    row = {
        **CALL, "id": call, "organization_id": organization, "agent_id": agent, "agent_name": name,
        "to_number": "+1202555%04d" % (n % 10_000), "created_at": at, "started_at": at, "answered_at": at + 3000,
        "ended_at": at + 60_000, "analysis": '{"summary": "They said yes to call %d."}' % n,
    }
    database.execute(f"INSERT INTO calls ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    day = "tomorrow" if n % 500 == 0 else random.choice(["on Tuesday", "on Friday"])
    for i, (role, text) in enumerate(TURNS):
        said = text.format(day=day, n=n)
        database.execute(
            "INSERT INTO call_turns (call_id, turn_index, role, text, offset_ms, folded) VALUES (?, ?, ?, ?, ?, ?)",
            (call, i, role, said, i * 3000, said.lower()))
database.execute(
    "INSERT INTO call_totals (organization_id, agent_id, status, calls) VALUES (?, ?, 'completed', ?)",
    (organization, agent, count))
database.commit()
