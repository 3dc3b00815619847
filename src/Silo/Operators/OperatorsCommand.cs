using System.Globalization;
using Microsoft.Extensions.Options;
using ToolTime.Grains.Registration;
using ToolTime.Grains.Usage;
using ToolTime.Silo.Clock;
using ToolTime.Silo.Startup;
using ToolTime.Storage;
using ToolTime.Storage.Backup;
using ToolTime.Storage.Registration;

namespace ToolTime.Silo.Operators;

/// <summary>Runs an operators' verb as its own process, with or without a running server.</summary>
internal static class OperatorsCommand
{
    private const int Fine = 0;
    private const int Different = 1;

    /// <summary>Runs a verb and returns the process's exit code: 0, or 1 if stored aggregates differ from their rows.</summary>
    public static async Task<int> RunAsync(OperatorsVerb verb, string[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.UseToolTimeSettings(settings);
        configuration.WarnOfUnknownSettings(Console.Error);
        if (verb is OperatorsVerb.ImportNames import)
        {
            return await NamesImport.RunAsync(import.File, import.Write, configuration, TimeProvider.System);
        }

        return await RunAsync(verb, configuration, Console.Out);
    }

    /// <summary>Does the same with settings that are already read, and writes the result to <paramref name="output"/>.</summary>
    public static async Task<int> RunAsync(OperatorsVerb verb, IConfiguration configuration, TextWriter output)
    {
        await using var services = Build(configuration);
        services.GetRequiredService<IStartupValidator>().Validate();
        var storage = services.GetRequiredService<IStorageEngine>();

        // Only one process may write a file: the running server, if there is one.
        using var server = storage.FilePath is { } path ? await SocketWork.TryConnectAsync(path, CancellationToken.None) : null;
        if (server is null)
        {
            Open(storage, creates: verb is OperatorsVerb.Restore);
        }

        IOperatorsWork work = server is null ? services.GetRequiredService<StorageWork>() : server;
        return verb switch
        {
            OperatorsVerb.Backup backup => await BackUpAsync(work, backup.File, services.GetRequiredService<StorageBackup>(), output),
            OperatorsVerb.Restore restore => await RestoreAsync(work, restore.File, services.GetRequiredService<StorageBackup>(), output),
            OperatorsVerb.Rebuild rebuild => Say(await work.RebuildAsync(rebuild.Renew, CancellationToken.None), rebuild.Renew, output),
            _ => throw new ArgumentOutOfRangeException(nameof(verb)),
        };
    }

    private static void Open(IStorageEngine storage, bool creates)
    {
        try
        {
            if (creates)
            {
                storage.Open();
            }
            else
            {
                storage.OpenExisting();
            }
        }
        catch (StorageUnavailableException exception) when (storage.FilePath is { } path && OperatorsSocket.PathOf(path) is null)
        {
            throw new StorageUnavailableException(
                $"{exception.Message} (its path is too long for verbs beside a running server: stop it first)",
                exception
            );
        }
    }

    private static ServiceProvider Build(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDomainClock(configuration);
        services.AddStorage(configuration);
        services.AddGrains(configuration);
        services.AddSingleton<StorageWork>();
        return services.BuildServiceProvider();
    }

    private static async Task<int> BackUpAsync(IOperatorsWork work, string file, StorageBackup backups, TextWriter output)
    {
        if (File.Exists(file))
        {
            throw new IOException($"{file} already exists; a backup does not replace files.");
        }

        // The file gets its name only once it is complete and on the disk.
        var partial = file + ".partial";
        long rows;
        try
        {
            await using (var stream = CreatePrivate(partial))
            {
                await work.BackUpAsync(stream, CancellationToken.None);
                stream.Flush(flushToDisk: true);
                stream.Position = 0;
                rows = await backups.CheckAsync(stream, CancellationToken.None);
            }

            File.Move(partial, file, overwrite: false);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        await output.WriteLineAsync(
            $"Wrote {file}: {Number(rows)} rows, {Number(new FileInfo(file).Length)} bytes. It contains reports of single submitters: protect it like the database."
        );
        return Fine;
    }

    private static async Task<int> RestoreAsync(IOperatorsWork work, string file, StorageBackup backups, TextWriter output)
    {
        await using var stream = File.OpenRead(file);
        await backups.CheckAsync(stream, CancellationToken.None);
        stream.Position = 0;
        var report = await work.RestoreAsync(stream, CancellationToken.None);
        await output.WriteLineAsync(
            $"Restored {file} of {report.TakenAt:yyyy-MM-dd HH:mm} UTC: {Number(report.Stored)} of its {Number(report.Rows)} rows were missing and are back."
        );
        return Fine;
    }

    private static int Say(RebuildReport report, bool renew, TextWriter output)
    {
        output.WriteLine(
            $"{Number(report.Same)} days match their rows; {Number(report.Due.Count)} changed since their last rollup."
        );
        if (report.Different.Count == 0)
        {
            return Fine;
        }

        output.WriteLine($"Different: {string.Join(", ", report.Different.Select(day => $"{day:yyyy-MM-dd}"))}.");
        output.WriteLine(
            renew ? "The next maintenance rolls them up again." : "To roll them up again, run rebuild without --verify."
        );
        return renew ? Fine : Different;
    }

    private static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
