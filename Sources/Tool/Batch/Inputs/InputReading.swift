package import Kalends

/// How the inputs of a command are read, and what is printed about them.
package struct InputReading {
    /// What the readers are told.
    package let options: ConversionOptions
    /// The format of every input; nil to detect it.
    package let source: CalendarFormat?
    /// What is printed on standard error.
    package let style: MessageStyle

    /// Inputs of a format, or of any.
    package init(_ options: ConversionOptions, from source: CalendarFormat?, _ style: MessageStyle) {
        self.options = options
        self.source = source
        self.style = style
    }
}
