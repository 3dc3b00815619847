using System.Collections.Immutable;
using ToolTime.Publication;

namespace ToolTime.DataSet;

/// <summary>The final weeks and four-week windows as a data set that only grows; a single grain, key 0.</summary>
public interface IDataSetGrain : IGrainWithIntegerKey
{
    /// <summary>The final periods, oldest first, each the text of its <see cref="StatsQuery"/>, such as <c>week:2026-W47</c>.</summary>
    Task<ImmutableArray<string>> ListAsync();

    /// <summary>A period's <see cref="DataSetPeriod"/> as UTF-8 JSON; empty if it is not published or not final.</summary>
    /// <param name="period">The text of the period's query.</param>
    Task<ImmutableArray<byte>> ReadAsync(string period);
}
