//! The tests of `access`: the two policy models against each other, the properties, and the rules one by one.

mod cases;
mod differential;
mod matrix;
mod model;
mod properties;
mod route;
mod session;
mod world;
