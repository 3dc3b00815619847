namespace ToolTime.Grains.Operators;

/// <summary>What was published, for operators.</summary>
public interface IPublicationRegister
{
    /// <summary>The newest published weeks, and fours of them, the newest first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken);
}
