using System.Data.Common;

namespace ToolTime.ClusterBench;

/// <summary>What the servers of a run store in; it is gone with this.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>A connection to it, not yet open, for a look at what is stored.</summary>
    DbConnection Connect();

    /// <summary>The settings of one server more.</summary>
    IReadOnlyList<string> SettingsOfServer();
}
