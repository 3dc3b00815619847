namespace ToolTime.Grains.Tests.Assumptions;

/// <summary>Stores one string as grain state.</summary>
[Alias("ToolTime.Tests.IStateGrain")]
internal interface IStateGrain : IGrainWithStringKey
{
    /// <summary>The stored string; null if there is none.</summary>
    [Alias("ReadAsync")]
    Task<string?> ReadAsync();

    /// <summary>Stores a string.</summary>
    [Alias("WriteAsync")]
    Task WriteAsync(string text);

    /// <summary>Clears the string.</summary>
    [Alias("ClearAsync")]
    Task ClearAsync();
}
