//! The tests of `access`: the two policy models against each other, the properties, and the cases of the rules one by one.

mod model;
