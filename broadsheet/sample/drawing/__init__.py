"""How the sample newspaper's pictures were made: flat inks laid over one another, like a linocut print.

`python -m broadsheet.sample.drawing FOLDER` draws them all again, byte for byte the same with the same Pillow.
"""
