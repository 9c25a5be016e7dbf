//! The children in need census.
pub(crate) mod read {
    pub(crate) fn read(
        _: &mut [crate::Source],
        _: &mut crate::taking::Taking<'_>,
        _: &mut crate::taking::Progress<'_>,
    ) -> Result<(), crate::Refusal> {
        Ok(())
    }
}
