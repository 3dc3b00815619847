namespace ToolTime.Embedded.Turns;

/// <summary>One piece of work for a grain. A mailbox runs one at a time, in the order of arrival.</summary>
internal interface ITurn
{
    /// <summary>Whether the turn still has a point: somebody waits for it, or its timer lives.</summary>
    /// <param name="activation">The activation that it would run on; null when there is none yet.</param>
    bool IsWantedBy(Activation? activation);

    /// <summary>Runs the turn. It is over when the returned task is; no exception comes out of it.</summary>
    /// <param name="activation">The activation that it runs on.</param>
    Task RunAsync(Activation activation);

    /// <summary>Tells whoever waits that the turn did not run, or not to its end.</summary>
    /// <param name="exception">Why.</param>
    void Fail(Exception exception);

    /// <summary>Tells whoever waits that it waited long enough, if it did. The turn itself goes on.</summary>
    /// <param name="now">A timestamp of the engine's clock.</param>
    void ExpireAt(long now);
}
