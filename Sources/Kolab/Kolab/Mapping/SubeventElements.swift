internal import CalendarModel

extension KolabDocument.Kind {
    /// The names of the elements that a subevent inherits from its series unless it has its own value (kolab.md 2.2).
    package var inheritedElements: Set<String> {
        Set(KolabMapping.of(itemKind).rows.lazy.filter(\.isInSubevents).map(\.name))
    }
}
