using System.Collections.Immutable;
using ToolTime.Publication;

namespace ToolTime.DataSet;

/// <summary>The final weeks and four weeks as a data set that grows and never changes; there is one, with the key 0.</summary>
public interface IDataSetGrain : IGrainWithIntegerKey
{
    /// <summary>The final periods, the oldest first, each as the text of its <see cref="StatsQuery"/>, such as <c>week:2026-W47</c>.</summary>
    Task<ImmutableArray<string>> ListAsync();

    /// <summary>The <see cref="DataSetPeriod"/> of a period as JSON in UTF-8; empty where it is not published or not final.</summary>
    /// <param name="period">The text of its query.</param>
    Task<ImmutableArray<byte>> ReadAsync(string period);
}
