"""Whether the tests would notice: the code is changed in one small place after another, and each time they must fail."""
