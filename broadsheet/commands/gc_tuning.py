"""Settling down to long work."""

import gc


def settle() -> None:
    """Keep the garbage collector's hands off all that is imported, and let it come less often.

    Django and Wagtail are hundreds of thousands of objects that stay for good; looking through them again and again took
    a third of the time of posting and of taking in. What is frozen is also not written on, so that processes forked
    from here go on sharing its memory.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
