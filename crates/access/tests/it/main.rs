//! The tests of `access`: the two policy models against each other, the properties, and the rules one by one.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod differential;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod model;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod route;
#[cfg(test)]
mod session;
#[cfg(test)]
mod world;
