/// What values a field or a parameter holds, and so which JSON they are written as.
///
/// It names what it refers to; ``Schema`` tells the rest of an enum, an entity, a kind or a record by that name.
public indirect enum SchemaType: Sendable, Hashable {
  /// `true` or `false`.
  case bool
  /// A whole number, plain also where it is of a unit: `30`.
  ///
  /// Without bounds it keeps to ±2⁵³. Bounds that are worked out for each request, as those that read another
  /// parameter, are none here.
  case integer(unit: String?, bounds: ClosedRange<Int64>?)
  /// A text.
  case text
  /// The id of a user, a text that the host makes.
  case user
  /// A square of the map, and a corner of the grid: `[3, 4]`.
  case cell, point
  /// The cells entered, 1 to 256 of them: `[[3, 4], [4, 4]]`.
  case path
  /// The number of a step of a path; only events are about one.
  case step
  /// A text such as `"2d6 + 3"`.
  case dice
  /// The name of a case.
  case enumeration(String)
  /// The id of a row of the state.
  case entity(String)
  /// The name of a row of a table of constants.
  case kind(String)
  /// An object with the record's fields.
  case record(String)
  /// `null`, or a value.
  case optional(SchemaType)
  /// A list without repeats, in the order in which the language walks it. `count` says how many elements there may be.
  case set(of: SchemaType, count: ClosedRange<Int64>?)
  /// A list, in order.
  case list(of: SchemaType, count: ClosedRange<Int64>?)
  /// An object with a value for each of the keys. `by` names the enum or the kind whose cases or rows they are; it is
  /// nil where they are the numbers of a range.
  case keyed(SchemaType, by: String?, keys: [String])
}
