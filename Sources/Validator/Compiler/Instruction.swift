/// One step of the register machine: 16 bytes, no references.
///
/// Operands are registers unless ``Opcode`` says otherwise. Registers below zero hold constants, so an operand never
/// has to say which it is. Where an instruction jumps, its target is `c`.
struct Instruction {
  var op: Opcode
  /// A small constant: a width, an order, a flag.
  var flag: UInt8
  /// A count or a table.
  var n: UInt16
  var a: Int32
  var b: Int32
  var c: Int32

  init(_ op: Opcode, a: Int32 = 0, b: Int32 = 0, c: Int32 = 0, n: Int = 0, flag: UInt8 = 0) {
    self.op = op
    self.flag = flag
    // INVARIANT: it fits. There are at most 254 tables, and what is copied word by word is far below 65,536 words wide:
    // the checker's budget for one action is less.
    self.n = UInt16(truncatingIfNeeded: n)
    self.a = a
    self.b = b
    self.c = c
  }
}
