"""The desk: where moderators work. What waits and why, decisions and undoing them, rules tried before they are switched on,
the rota, appeals and corrections. It refuses to change what happened: the ledger is read here, never written over.
"""
