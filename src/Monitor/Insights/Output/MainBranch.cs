using System.Diagnostics;
using System.Text;
using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Output;

/// <summary>The files on a repository's main branch, read by git itself, which changes nothing and takes no lock.</summary>
internal sealed class MainBranch : IDisposable
{
    private const int LongestFile = 4 * 1024 * 1024;

    private static readonly string[] Names = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

    private readonly string _folder;
    private readonly Process _git;
    private readonly Stream _answers;

    private MainBranch(string folder, string name, Process git)
    {
        (_folder, Name, _git) = (folder, name, git);
        _answers = git.StandardOutput.BaseStream;
    }

    /// <summary>Its name, such as `origin/main`.</summary>
    public string Name { get; }

    /// <summary>Null if the folder is not a repository, has no such branch, or git is missing.</summary>
    public static MainBranch? Open(string folder)
    {
        if (!Path.Exists(Path.Combine(folder, ".git")))
        {
            return null;
        }

        try
        {
            var git = Start(folder, "cat-file", "--batch");
            foreach (var name in Names)
            {
                var branch = new MainBranch(folder, name, git);
                if (branch.Ask(name) is not null)
                {
                    return branch;
                }
            }

            git.Kill();
            git.Dispose();
            return null;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The hashes of a file's lines; null if it does not exist.</summary>
    public IReadOnlySet<ulong>? Lines(string path)
    {
        var relative = Path.GetRelativePath(_folder, path).Replace('\\', '/');
        if (relative.StartsWith("..", StringComparison.Ordinal) || relative.Contains('\n') || Ask($"{Name}:{relative}") is not { } content)
        {
            return null;
        }

        var lines = new HashSet<ulong>();
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            if (AddedLines.HashOf(line) is { } hash)
            {
                lines.Add(hash);
            }
        }

        return lines;
    }

    public void Dispose()
    {
        _git.StandardInput.Close();
        _git.Kill();
        _git.Dispose();
    }

    private static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--no-optional-locks", "--no-pager", "-C", folder, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        return Process.Start(start)!;
    }

    // Git answers `<object> <type> <size>`, a line break, the content and another line break; or `<name> missing`.
    private byte[]? Ask(string name)
    {
        try
        {
            _git.StandardInput.Write(name + "\n");
            _git.StandardInput.Flush();
            var head = ReadLine().Split(' ');
            if (head is not [_, _, var size] || !int.TryParse(size, out var length))
            {
                return null;
            }

            var content = new byte[length];
            _answers.ReadExactly(content);
            _answers.ReadByte();
            return length > LongestFile ? null : content;
        }
        catch (Exception e) when (e is IOException or EndOfStreamException)
        {
            return null;
        }
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        for (var read = _answers.ReadByte(); read >= 0 && read != '\n'; read = _answers.ReadByte())
        {
            line.Append((char)read);
        }

        return line.ToString();
    }
}
