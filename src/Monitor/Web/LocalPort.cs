using System.Net;
using System.Net.Sockets;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Web;

/// <summary>A port on this machine that pages or agents' telemetry may be received on.</summary>
internal static class LocalPort
{
    /// <summary>Why nothing can listen there now, or null.</summary>
    public static string? FaultOf(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return null;
        }
        catch (SocketException e)
        {
            return FaultOf(e);
        }
    }

    /// <summary>Whether a program listens there.</summary>
    public static bool Answers(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Why listening failed.</summary>
    public static string FaultOf(Exception e) =>
        e is SocketException { SocketErrorCode: not SocketError.AddressAlreadyInUse } ? $"cannot be used ({e.Message})" : "is in use";

    /// <summary>What says that pages cannot be served there.</summary>
    public static ConfigException Refusal(int port, string fault) =>
        new($"Port {port} {fault}: choose another with --port, or 0 for any free one.");
}
