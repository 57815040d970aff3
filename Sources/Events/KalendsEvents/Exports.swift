// One import gives the store and what is done with it.
@_exported public import EventStore
@_exported public import Scheduling
