"""Numbers that both sides of the comparison compute alike, so that none has to be stored."""


class Numbers:
    """Park and Miller's minimal standard generator (1988); exact in doubles."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        """In (-1, 1)."""
        self.state = self.state * 48271 % 2147483647
        return 2 * self.state / 2147483647 - 1

    def many(self, count):
        return [self.next() for _ in range(count)]
