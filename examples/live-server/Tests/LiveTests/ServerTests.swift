import Testing

/// Tests with a server process of their own, one after the other: each wants the machine for itself.
@Suite(.serialized) struct ServerTests {}
