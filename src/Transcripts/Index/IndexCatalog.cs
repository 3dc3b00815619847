using System.Security.Cryptography;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// The index's own file: its parts, the names and sessions behind their numbers, and how far each transcript was read. Replacing it is the
/// commit; what it does not name does not exist.
/// </summary>
internal sealed class IndexCatalog
{
    /// <summary>
    /// Raised when readers understand more: then all transcripts that still exist are read again, in place of what was read of them.
    /// </summary>
    public const int ReaderVersion = 18;

    public required IdHash Salt { get; init; }

    /// <summary>True if older readers read its content.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>
    /// The clients' own figures for the cost of a model's part of a session, by the numbers of session and model; the last one counts.
    /// </summary>
    public Dictionary<(int Session, int Model), ClientCost> ClientCosts { get; } = [];

    /// <summary>The same as read by older readers.</summary>
    public Dictionary<(int Session, int Model), ClientCost> OlderClientCosts { get; } = [];

    /// <summary>For each folder that a session worked in, by its hash, the hashes of those that, switched off, cover it.</summary>
    public Dictionary<ulong, ulong[]> Folders { get; } = [];

    public WaitingDurations Waiting { get; } = new();

    public List<string> Names { get; } = [];

    /// <summary>What responses and calls are attributed to, numbered from 1.</summary>
    public List<AttributionRow> Attributions { get; } = [];

    public List<IndexSession> Sessions { get; } = [];

    public Dictionary<IdHash, KnownTranscript> Transcripts { get; } = [];

    /// <summary>The number of each month's files (the key is years times 12 plus months from 0); it grows with each change.</summary>
    public SortedDictionary<int, int> Months { get; } = [];

    /// <summary>Replaces the file; only tests pass another reader version.</summary>
    public void Write(string path, int readerVersion = ReaderVersion)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(readerVersion);
        Salt.Write(writer);
        WriteAll(writer, Names, writer.Write);
        WriteAll(writer, Sessions, session =>
        {
            writer.Write(session.Client);
            writer.Write(session.Id);
            writer.Write(session.Project);
            writer.Write(session.FolderHash);
            writer.Write(session.Parent ?? "");
            writer.Write(session.IsOtlpOnly);
        });
        WriteAll(writer, Attributions, attribution =>
        {
            foreach (var name in (ReadOnlySpan<int>)[attribution.Skill, attribution.Plugin, attribution.McpServer, attribution.Agent])
            {
                writer.Write(name);
            }
        });
        WriteAll(writer, Months, month =>
        {
            writer.Write(month.Key);
            writer.Write(month.Value);
        });
        WriteAll(writer, Transcripts, known =>
        {
            known.Key.Write(writer);
            known.Value.Write(writer);
        });
        WriteAll(writer, ClientCosts, cost =>
        {
            writer.Write(cost.Key.Session);
            writer.Write(cost.Key.Model);
            writer.Write(cost.Value.Micros);
            writer.Write(cost.Value.Tokens);
        });
        // Last, where programs that do not know it stop reading.
        WriteAll(writer, Folders, folder =>
        {
            writer.Write(folder.Key);
            WriteAll(writer, folder.Value, writer.Write);
        });
        Waiting.Write(writer);
        using var file = new IndexFileWriter(path);
        file.Section(content.GetBuffer().AsSpan(0, (int)content.Length));
        file.Commit();
    }

    /// <summary>A catalog of nothing, with a salt of its own.</summary>
    public static IndexCatalog CreateEmpty() =>
        new()
        {
            Salt = new IdHash(
                BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
                BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))
            ),
        };

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="NewerIndexException">A newer version wrote it.</exception>
    public static IndexCatalog Read(string path)
    {
        using var file = new IndexFileReader(path);
        var hasParents = file.Version > 1;
        var content = file.Section<byte>();
        file.End();
        using var reader = new BinaryReader(new MemoryStream(content));
        var readerVersion = reader.ReadInt32();
        var catalog = new IndexCatalog { Salt = IdHash.Read(reader), IsOutdated = readerVersion < ReaderVersion };
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            catalog.Names.Add(reader.ReadString());
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var session = new IndexSession(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadUInt64());
            var parent = hasParents ? reader.ReadString() : "";
            catalog.Sessions.Add(
                session with { Parent = parent.Length > 0 ? parent : null, IsOtlpOnly = file.Version > 3 && reader.ReadBoolean() }
            );
        }

        for (var left = file.Version > 2 ? reader.ReadInt32() : 0; left > 0; left--)
        {
            catalog.Attributions.Add(new AttributionRow(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()));
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            catalog.Months.Add(reader.ReadInt32(), reader.ReadInt32());
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (transcript, known) = (IdHash.Read(reader), KnownTranscript.Read(reader, content));
            if (!catalog.IsOutdated)
            {
                catalog.Transcripts.Add(transcript, known);
            }
        }

        var costs = catalog.IsOutdated ? catalog.OlderClientCosts : catalog.ClientCosts;
        for (var left = file.Version > 1 ? reader.ReadInt32() : 0; left > 0; left--)
        {
            costs[(reader.ReadInt32(), reader.ReadInt32())] = new ClientCost(reader.ReadInt64(), reader.ReadInt64());
        }

        for (var left = reader.BaseStream.Position < content.Length ? reader.ReadInt32() : 0; left > 0; left--)
        {
            catalog.Folders[reader.ReadUInt64()] = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadUInt64())];
        }

        if (reader.BaseStream.Position < content.Length)
        {
            catalog.Waiting.Read(reader);
        }

        return catalog;
    }

    private static void WriteAll<T>(BinaryWriter writer, ICollection<T> all, Action<T> write)
    {
        writer.Write(all.Count);
        foreach (var one in all)
        {
            write(one);
        }
    }
}
