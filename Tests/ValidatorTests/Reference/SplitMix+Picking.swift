import TestKit

extension SplitMix {
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<Swift.max(1, bound), using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<T>(_ first: T, _ others: T...) -> T {
    let number = below(others.count + 1)
    return number == 0 ? first : others[number - 1]
  }
}
