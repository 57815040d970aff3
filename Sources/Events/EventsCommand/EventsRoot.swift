/// The program that `kalends store` starts.
@main struct EventsRoot {
    static func main() {}
}
