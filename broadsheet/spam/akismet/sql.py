"""The Akismet server's statement by hand."""

# One atomic statement instead of a locked read and a write: clients check many comments at once. The first use in a
# month makes its row.
COUNT_USE = """
    INSERT INTO broadsheet_use (key_id, month, checks, spam, missed, mistaken) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (key_id, month) DO UPDATE SET checks = broadsheet_use.checks + excluded.checks,
        spam = broadsheet_use.spam + excluded.spam, missed = broadsheet_use.missed + excluded.missed,
        mistaken = broadsheet_use.mistaken + excluded.mistaken
    RETURNING checks
"""
