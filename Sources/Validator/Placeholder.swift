public enum ValidatorPlaceholder {}
