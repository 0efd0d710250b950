//! One function per thing a person does; carriers; view structs; the one error type.
